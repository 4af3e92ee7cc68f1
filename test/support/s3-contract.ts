import { createHash, randomBytes } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, type S3Server, type Said } from './s3-servers.ts';

/** What an error of the SDK looks like. */
export const refused = (name: string, status: number): object => ({
  name,
  $metadata: expect.objectContaining({ httpStatusCode: status }) as unknown,
});

/** Tests that a server is an S3 service in all that the checks ask for, and a little beyond. The SDK is configured as the checks do it. */
export function behavesAsS3(opened: () => S3Server): void {
  let server: S3Server;
  let client: S3Client;
  let Bucket: string;
  const said: Said[] = [];
  beforeAll(() => {
    server = opened();
    Bucket = server.variables['SPACES_BUCKET']!;
    client = clientOf(server.variables, { said });
  });
  beforeEach(() => void said.splice(0));

  const clientWith = (variables: Record<string, string>) => clientOf({ ...server.variables, ...variables });
  const list = async (query: object = {}) => client.send(new ListObjectsV2Command({ Bucket, ...query }));
  const noBucket = { Bucket: 'nobody-has-this' };

  describe('asked for a bucket', () => {
    it('says where it is', async () => {
      expect(await client.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'nyc3' });
    });

    it('says to HEAD only that one is missing, and to a list why', async () => {
      await expect(client.send(new HeadBucketCommand(noBucket))).rejects.toMatchObject(refused('NotFound', 404));
      expect(said[0]!.text).toBe('');
      await expect(list(noBucket)).rejects.toMatchObject(refused('NoSuchBucket', 404));
      expect(said[1]!.headers.get('content-type')).toBe('application/xml');
      expect(said[1]!.text).toMatch(/<Error><Code>NoSuchBucket<\/Code>.*<BucketName>nobody-has-this<\/BucketName>/s);
    });

    it.each([
      ['written', () => new PutObjectCommand({ ...noBucket, Key: 'a', Body: 'a' })],
      ['read', () => new GetObjectCommand({ ...noBucket, Key: 'a' })],
      ['deleted', () => new DeleteObjectCommand({ ...noBucket, Key: 'a' })],
    ])('misses it too where an object is to be %s', async (_what, command) => {
      await expect(client.send(command() as PutObjectCommand)).rejects.toMatchObject(refused('NoSuchBucket', 404));
    });
  });

  describe('given an object', () => {
    const Key = `greenlight/a b+c&d=é(1)'!*~%.bin`;
    const bytes = randomBytes(4_096);
    const md5 = (algorithm: 'hex' | 'base64') => createHash('md5').update(bytes).digest(algorithm);
    const described = { ETag: `"${md5('hex')}"`, ContentType: 'image/x-made', ContentLength: 4_096, Metadata: { run: '17' } };
    const put = (more: object = {}) =>
      client.send(
        new PutObjectCommand({
          Bucket,
          Key,
          Body: bytes,
          ContentType: 'image/x-made',
          Metadata: { run: '17' },
          ContentMD5: md5('base64'),
          ...more,
        }),
      );
    beforeAll(async () => {
      expect(await put()).toMatchObject({ ETag: described.ETag });
    });

    it('gives the same bytes back, with their tag, type, length and metadata', async () => {
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(got).toMatchObject(described);
      expect(Buffer.from(await got.Body!.transformToByteArray()).equals(bytes)).toBe(true);
      expect(Math.abs(Date.now() - got.LastModified!.getTime())).toBeLessThan(60_000);
    });

    it('says the same of it to HEAD, without the bytes', async () => {
      expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject(described);
      expect(said[0]!.text).toBe('');
    });

    it.each([
      ['bytes=2-9', 2, 10],
      ['bytes=4000-', 4_000, 4_096],
      ['bytes=-3', 4_093, 4_096],
      ['bytes=4000-9999', 4_000, 4_096],
    ])('gives the part %s', async (Range, first, end) => {
      const got = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
      expect(got).toMatchObject({ ContentRange: `bytes ${first}-${end - 1}/4096`, ContentLength: end - first });
      expect(got.$metadata.httpStatusCode).toBe(206);
      expect(Buffer.from(await got.Body!.transformToByteArray()).equals(bytes.subarray(first, end))).toBe(true);
    });

    it('refuses a part that lies outside', async () => {
      await expect(client.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=4096-' }))).rejects.toMatchObject(
        refused('InvalidRange', 416),
      );
    });

    it.each([
      ['MD5', { ContentMD5: createHash('md5').update('others').digest('base64') }],
      ['SHA-256', { ChecksumSHA256: createHash('sha256').update('others').digest('base64') }],
    ])('refuses bytes whose %s is another, and keeps what it had', async (_what, digest) => {
      await expect(put({ Body: randomBytes(16), ContentMD5: undefined, ...digest })).rejects.toMatchObject(refused('BadDigest', 400));
      expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject(described);
    });

    it('takes bytes with their SHA-256', async () => {
      const digest = createHash('sha256').update(bytes).digest('base64');
      expect(await put({ ContentMD5: undefined, ChecksumSHA256: digest })).toMatchObject({ ETag: described.ETag });
    });

    it('takes an empty one, and calls it octets where no type was given', async () => {
      await client.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: Buffer.alloc(0) }));
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'empty' }));
      expect(got).toMatchObject({ ContentLength: 0, ContentType: 'application/octet-stream' });
      expect(await got.Body!.transformToString()).toBe('');
      await client.send(new DeleteObjectCommand({ Bucket, Key: 'empty' }));
    });

    it('deletes it, and has nothing against deleting it again', async () => {
      await client.send(new PutObjectCommand({ Bucket, Key: 'short-lived', Body: 'x' }));
      const gone = new DeleteObjectCommand({ Bucket, Key: 'short-lived' });
      await client.send(gone);
      await client.send(gone);
      expect(said.map(({ status, text }) => [status, text])).toEqual([
        [200, ''],
        [204, ''],
        [204, ''],
      ]);
      await expect(client.send(new GetObjectCommand({ Bucket, Key: 'short-lived' }))).rejects.toMatchObject(refused('NoSuchKey', 404));
      expect(said[3]!.headers.get('content-type')).toBe('application/xml');
      expect(said[3]!.text).toContain('<Error><Code>NoSuchKey</Code>');
      await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'short-lived' }))).rejects.toMatchObject(refused('NotFound', 404));
    });
  });

  describe('asked for a list', () => {
    const keys = ['list/a', 'list/b&<', 'list/c d'];
    beforeAll(async () => {
      for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    });
    const names = (listed: Awaited<ReturnType<typeof list>>) => (listed.Contents ?? []).map(({ Key }) => Key);

    it('lists what begins so, in order, with tag, size and time', async () => {
      const listed = await list({ Prefix: 'list/' });
      expect(listed).toMatchObject({ Name: Bucket, Prefix: 'list/', KeyCount: 3, MaxKeys: 1_000, IsTruncated: false });
      expect(names(listed)).toEqual(keys);
      const ETag = `"${createHash('md5').update('list/a').digest('hex')}"`;
      const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'list/a' }));
      expect(listed.Contents![0]).toMatchObject({ ETag, Size: 6, StorageClass: 'STANDARD' });
      expect(Math.floor(listed.Contents![0]!.LastModified!.getTime() / 1_000)).toBe(head.LastModified!.getTime() / 1_000);
    });

    it('lists page by page to the end', async () => {
      const first = await list({ Prefix: 'list/', MaxKeys: 2 });
      expect(first).toMatchObject({ KeyCount: 2, IsTruncated: true, NextContinuationToken: expect.any(String) });
      const second = await list({ Prefix: 'list/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
      expect(second).toMatchObject({ KeyCount: 1, IsTruncated: false });
      expect(second.NextContinuationToken).toBeUndefined();
      expect([...names(first), ...names(second)]).toEqual(keys);
      expect(names(await list({ Prefix: 'list/', StartAfter: 'list/a' }))).toEqual(keys.slice(1));
    });

    it('lists nothing where there is nothing, or nothing is wanted', async () => {
      expect(await list({ Prefix: 'nothing/' })).toMatchObject({ KeyCount: 0, IsTruncated: false });
      expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    });
  });

  describe('asked by somebody it should not trust', () => {
    const listAll = () => new ListObjectsV2Command({ Bucket });

    it.each([
      ['an access key it does not know', { SPACES_ACCESS_KEY_ID: 'DO00NOBODY' }, 'InvalidAccessKeyId'],
      ['another secret', { SPACES_SECRET_ACCESS_KEY: 'not-the-secret' }, 'SignatureDoesNotMatch'],
    ])('refuses %s, and says to HEAD not why', async (_what, variables, code) => {
      const stranger = clientWith(variables);
      await expect(stranger.send(listAll())).rejects.toMatchObject(refused(code, 403));
      await expect(stranger.send(new PutObjectCommand({ Bucket, Key: 'strange', Body: 'x' }))).rejects.toMatchObject(refused(code, 403));
      await expect(stranger.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject(refused('Unknown', 403));
      await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'strange' }))).rejects.toMatchObject(refused('NotFound', 404));
    });

    it('refuses who does not sign', async () => {
      const response = await fetch(`${server.variables['SPACES_ENDPOINT']}/${Bucket}?list-type=2`);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('<Error><Code>AccessDenied</Code>');
    });

    it.each([
      [
        'headers',
        (init: RequestInit) => ({ ...init, headers: { ...(init.headers as object), 'x-amz-meta-run': '18' } }),
        'SignatureDoesNotMatch',
        403,
      ],
      ['bytes', (init: RequestInit) => ({ ...init, body: 'rewritten' }), 'XAmzContentSHA256Mismatch', 400],
    ])('notices %s that were rewritten on the way', async (_what, tamper, code, status) => {
      const proxied = clientOf(server.variables, { tamper });
      const writing = proxied.send(new PutObjectCommand({ Bucket, Key: 'proxied', Body: 'original!', Metadata: { run: '17' } }));
      await expect(writing).rejects.toMatchObject(refused(code, status));
      await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'proxied' }))).rejects.toMatchObject(refused('NotFound', 404));
    });

    it.each([-20, 20])('refuses a clock that is %i minutes off', async (minutes) => {
      const late = clientWith({});
      late.config.systemClockOffset = minutes * 60_000;
      await expect(late.send(listAll())).rejects.toMatchObject(refused('RequestTimeTooSkewed', 403));
      late.config.systemClockOffset = (minutes * 60_000 * 14) / 20;
      expect(await late.send(listAll())).toMatchObject({ Name: Bucket });
    });
  });

  it.each([
    ['write', () => new PutObjectCommand({ Bucket, Key: 'denied', Body: 'x' })],
    ['delete', () => new DeleteObjectCommand({ Bucket, Key: 'denied' })],
  ] as const)('refuses a key that may not %s', async (action, command) => {
    await server.forbidding(action, async (variables) => {
      const limited = clientOf(variables);
      await expect(limited.send(command() as PutObjectCommand)).rejects.toMatchObject(refused('AccessDenied', 403));
      expect(await limited.send(new ListObjectsV2Command({ Bucket }))).toMatchObject({ Name: Bucket });
    });
  });
}
