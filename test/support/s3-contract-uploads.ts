import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refused } from './s3-contract.ts';
import { clientOf, type S3Server } from './s3-servers.ts';

const LEAST = 5 * 1024 * 1024;

/** Tests that a server takes files in parts as S3 does. */
export function takesPartsAsS3(opened: () => S3Server): void {
  let client: S3Client;
  let Bucket: string;
  let UploadId: string;
  const Key = 'parts/a b+c.bin';
  beforeAll(() => {
    const server = opened();
    Bucket = server.variables['SPACES_BUCKET']!;
    client = clientOf(server.variables);
  });
  const upload = (id = UploadId) => ({ Bucket, Key, UploadId: id });
  const send = async (PartNumber: number, Body: Buffer, id = UploadId) => {
    const { ETag } = await client.send(new UploadPartCommand({ ...upload(id), PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (...Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...upload(), MultipartUpload: { Parts } }));
  const abort = (id = UploadId) => client.send(new AbortMultipartUploadCommand(upload(id)));
  const unfinished = async (Prefix: string) => (await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix }))).Uploads ?? [];

  describe('given a file in parts', () => {
    beforeEach(async () => {
      UploadId = (await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'image/x-made' }))).UploadId!;
    });

    it('puts them together, with a tag of their tags and the type it was begun with', async () => {
      const bytes = randomBytes(LEAST + 1);
      const parts = [bytes.subarray(0, LEAST), bytes.subarray(LEAST)];
      const second = await send(2, parts[1]!);
      const first = await send(1, parts[0]!);
      const tags = parts.map((part) => createHash('md5').update(part).digest());
      expect([first.ETag, second.ETag]).toEqual(tags.map((tag) => `"${tag.toString('hex')}"`));
      const ETag = `"${createHash('md5').update(Buffer.concat(tags)).digest('hex')}-2"`;
      expect(await complete(first, second)).toMatchObject({ Bucket, Key, ETag });
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(got).toMatchObject({ ETag, ContentType: 'image/x-made', ContentLength: LEAST + 1 });
      expect(Buffer.from(await got.Body!.transformToByteArray()).equals(bytes)).toBe(true);
      await expect(abort()).rejects.toMatchObject(refused('NoSuchUpload', 404));
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    });

    it('lists it until it is aborted, and has no file of it', async () => {
      await send(1, Buffer.from('x'));
      const [listed] = await unfinished('parts/');
      expect(listed).toMatchObject({ Key, UploadId, StorageClass: 'STANDARD' });
      expect(Math.abs(Date.now() - listed!.Initiated!.getTime())).toBeLessThan(60_000);
      expect(await unfinished('elsewhere/')).toEqual([]);
      await abort();
      expect(await unfinished('parts/')).toEqual([]);
      await expect(client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject(refused('NotFound', 404));
    });

    it('refuses what does not fit together', async () => {
      const [first, second] = [await send(1, Buffer.from('small')), await send(2, Buffer.from('small too'))];
      await expect(complete()).rejects.toMatchObject(refused('MalformedXML', 400));
      await expect(complete({ ...first, ETag: second.ETag })).rejects.toMatchObject(refused('InvalidPart', 400));
      await expect(complete(first, { PartNumber: 3, ETag: second.ETag })).rejects.toMatchObject({
        name: expect.stringMatching(/InvalidPart|EntityTooSmall/),
      });
      await expect(complete(first, second)).rejects.toMatchObject(refused('EntityTooSmall', 400));
      await expect(send(0, Buffer.from('x'))).rejects.toMatchObject(refused('InvalidArgument', 400));
      await abort();
    });

    it('knows no upload that was not begun', async () => {
      await expect(send(1, Buffer.from('x'), 'made-up')).rejects.toMatchObject(refused('NoSuchUpload', 404));
      await expect(abort('made-up')).rejects.toMatchObject(refused('NoSuchUpload', 404));
      await abort();
    });
  });
}
