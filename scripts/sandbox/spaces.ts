import { createHash, randomBytes } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { Fault, SandboxHost, SandboxProvider, SandboxRequest, SandboxWorld } from './provider.ts';
import { verifySigV4 } from './verify-sigv4.ts';

const CEPH = 'Ceph RGW, the software family behind Spaces (L1)';

const FAULTS: Fault[] = [
  {
    id: 'spaces.key_unknown',
    does: 'Everything is answered 403 InvalidAccessKeyId.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'auth' }],
  },
  {
    id: 'spaces.secret_wrong',
    does: 'Everything is answered 403 SignatureDoesNotMatch.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'auth' }],
  },
  {
    id: 'spaces.bucket_missing',
    does: 'The bucket is answered 404 NoSuchBucket.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'not_found' }],
  },
  {
    id: 'spaces.write_denied',
    does: 'Writing is answered 403 AccessDenied.',
    source: CEPH,
    expect: [{ check: 'spaces.upload', status: 'fail', failure_class: 'permission' }],
  },
  {
    id: 'spaces.bytes_corrupted',
    does: 'One byte of each object comes back changed.',
    source: 'made up: what a bad proxy does (L0)',
    expect: [{ check: 'spaces.upload', status: 'fail', failure_class: 'data_mismatch' }],
  },
  {
    id: 'spaces.slow_down',
    does: 'Everything is answered 503 SlowDown.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'rate_limit' }],
  },
  {
    id: 'spaces.delete_denied',
    does: 'Deleting is answered 403 AccessDenied.',
    source: CEPH,
    expect: [{ check: 'spaces.upload', status: 'warn', failure_class: 'permission' }],
  },
  {
    id: 'spaces.clock',
    does: 'Everything is answered 403 RequestTimeTooSkewed.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'unknown', failure_class: 'clock' }],
  },
  {
    id: 'spaces.echoes_secret',
    does: '403 whose text repeats the secret, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'auth' }],
  },
];

/** An S3 service as Spaces is one: signatures verified, errors as Ceph gives them, with an empty message. */
export const spacesSandbox: SandboxProvider = { name: 'spaces', faults: FAULTS, hosts: (world) => [spacesHost(world)] };

function spacesHost(world: SandboxWorld): SandboxHost {
  const objects = new Map<string, Buffer>();
  const xml = new XMLBuilder({ ignoreAttributes: false });
  return {
    name: 'spaces',
    async handle(request, response) {
      const id = `tx${randomBytes(10).toString('hex')}-default`;
      const send = (status: number, body: string | Buffer, headers: Record<string, string> = {}): void => {
        response
          .writeHead(status, { 'x-amz-request-id': id, 'content-type': 'application/xml', 'accept-ranges': 'bytes', ...headers })
          .end(request.method === 'HEAD' ? undefined : body);
      };
      const refuse = (status: number, code: string, message = ''): void =>
        send(
          status,
          `<?xml version="1.0" encoding="UTF-8"?>${xml.build({ Error: { Code: code, Message: message, BucketName: world.secrets.spacesBucket, RequestId: id, HostId: 'sandbox-default' } }) as string}`,
        );
      await serve(request, send, refuse);
    },
  };

  async function serve(
    request: SandboxRequest,
    send: (status: number, body: string | Buffer, headers?: Record<string, string>) => void,
    refuse: (status: number, code: string, message?: string) => void,
  ): Promise<void> {
    const { spacesBucket: bucket, spacesSecretAccessKey: secret } = world.secrets;
    if (world.isBroken('spaces.slow_down')) return refuse(503, 'SlowDown');
    if (world.isBroken('spaces.clock')) return refuse(403, 'RequestTimeTooSkewed');
    if (world.isBroken('spaces.key_unknown')) return refuse(403, 'InvalidAccessKeyId');
    if (world.isBroken('spaces.echoes_secret'))
      return refuse(
        403,
        'SignatureDoesNotMatch',
        `${secret} ${encodeURIComponent(secret)} ${Buffer.from(`s:${secret}`).toString('base64')}`,
      );
    const refusal = await verifySigV4(request, { accessKeyId: world.secrets.spacesAccessKeyId, secretAccessKey: secret }, world.now());
    if (refusal || world.isBroken('spaces.secret_wrong')) return refuse(403, refusal ?? 'SignatureDoesNotMatch');
    const [, name, ...rest] = request.url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    if (name !== bucket || world.isBroken('spaces.bucket_missing')) return refuse(404, 'NoSuchBucket');
    if (key === '')
      return request.method === 'HEAD'
        ? send(200, '', { 'x-amz-bucket-region': world.secrets.spacesRegion })
        : send(200, list(request, bucket));
    if (request.method === 'PUT') {
      if (world.isBroken('spaces.write_denied')) return refuse(403, 'AccessDenied');
      objects.set(key, request.body);
      return send(200, '', { etag: etag(request.body) });
    }
    if (request.method === 'DELETE') {
      if (world.isBroken('spaces.delete_denied')) return refuse(403, 'AccessDenied');
      objects.delete(key);
      return send(204, '');
    }
    const object = objects.get(key);
    if (!object) return refuse(404, 'NoSuchKey');
    return send(200, world.isBroken('spaces.bytes_corrupted') ? corrupted(object) : object, {
      'content-type': 'application/octet-stream',
      etag: etag(object),
      'last-modified': new Date().toUTCString(),
    });
  }

  function list(request: SandboxRequest, bucket: string): string {
    const prefix = request.url.searchParams.get('prefix') ?? '';
    const most = Number(request.url.searchParams.get('max-keys') ?? 1000);
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const Contents = keys.slice(0, most).map((Key) => ({
      Key,
      LastModified: new Date().toISOString(),
      ETag: etag(objects.get(Key)!),
      Size: objects.get(Key)!.length,
      StorageClass: 'STANDARD',
    }));
    const ListBucketResult = {
      '@_xmlns': 'http://s3.amazonaws.com/doc/2006-03-01/',
      Name: bucket,
      Prefix: prefix,
      MaxKeys: most,
      KeyCount: Contents.length,
      IsTruncated: keys.length > most,
      Contents,
    };
    return `<?xml version="1.0" encoding="UTF-8"?>${xml.build({ ListBucketResult }) as string}`;
  }
}

const etag = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[copy.length >> 1]! ^= 1;
  return copy;
}
