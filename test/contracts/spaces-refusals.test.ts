import { DeleteObjectCommand, GetBucketCorsCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';
import { clientOf, type Said } from '#test/support/s3-servers.ts';

/** S3's codes with their statuses, as its reference ("Error responses") and Ceph's (rgw_common.cc) have them. */
const STATUS_OF: Record<string, number> = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchCORSConfiguration: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PermanentRedirect: 301,
  QuotaExceeded: 403,
  RequestTimeTooSkewed: 403,
  ServiceUnavailable: 503,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
  UserSuspended: 403,
};

const OPERATIONS = (Bucket: string) => [
  new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' }),
  new ListObjectsV2Command({ Bucket }),
  new GetObjectCommand({ Bucket, Key: 'a' }),
  new GetObjectCommand({ Bucket, Key: 'nobody-has-this' }),
  new GetBucketCorsCommand({ Bucket }),
  new DeleteObjectCommand({ Bucket, Key: 'a' }),
];

describe('the sandbox Spaces, where it refuses,', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(spacesSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());

  it.each([null, ...spacesSandbox.faults.map(({ id }) => id), 'spaces.server_error', 'spaces.rate_limited'])(
    'keeps S3’s form under %s: the SDK reads code and request, and there is no message',
    async (fault) => {
      const { sandbox } = bench;
      const said: Said[] = [];
      const client = clientOf({ ...sandbox.variables, SPACES_ENDPOINT: sandbox.origins['spaces']! }, { said });
      if (fault) await sandbox.break(fault);
      for (const command of OPERATIONS(sandbox.variables['SPACES_BUCKET']!)) {
        const thrown = await client.send(command as PutObjectCommand).then(
          () => null,
          (error: Error & { $metadata: object }) => error,
        );
        const { status, headers, text } = said.at(-1)!;
        expect(thrown === null).toBe(status < 300);
        if (thrown === null) continue;
        const id = headers.get('x-amz-request-id');
        const { Error: document } = new XMLParser({ parseTagValue: false }).parse(text) as { Error: Record<string, string> };
        expect(headers.get('content-type')).toBe('application/xml');
        expect(document).toMatchObject({ Code: thrown.name, RequestId: id, HostId: expect.any(String) as unknown });
        expect(STATUS_OF[thrown.name], thrown.name).toBe(status);
        expect(thrown.$metadata).toMatchObject({ httpStatusCode: status, requestId: id });
        // Its text repeats the secret: that is what it is for.
        if (fault !== 'spaces.echoes_secret') expect(document['Message']).toBe('');
      }
    },
  );
});
