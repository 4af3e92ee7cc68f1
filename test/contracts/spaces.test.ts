import { DeleteBucketCorsCommand, ListObjectsV2Command, PutBucketCorsCommand, type CORSRule } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SANDBOX_ORIGIN } from '#scripts/sandbox/spaces/cors.ts';
import { servesBrowsersAsS3 } from '#test/support/s3-contract-browsers.ts';
import { takesPartsAsS3 } from '#test/support/s3-contract-uploads.ts';
import { behavesAsS3, refused } from '#test/support/s3-contract.ts';
import { clientOf, examine, openSandboxS3, openVersityS3, type S3Server, type Said } from '#test/support/s3-servers.ts';
import { findVersitygw } from '#test/support/versitygw.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
let lacking: string | null = null;
const executable = await findVersitygw(process.env, say).catch((error: Error) => {
  lacking = error.message;
  say(`Spaces is not held against a real S3 server: ${lacking}`);
  return '';
});

const RULE: CORSRule = { AllowedOrigins: [SANDBOX_ORIGIN], AllowedMethods: ['PUT'], AllowedHeaders: ['content-type'] };
const list = (server: S3Server, Prefix = '') =>
  clientOf(server.variables).send(new ListObjectsV2Command({ Bucket: server.variables['SPACES_BUCKET'], Prefix }));

it('has a real S3 server at hand', ({ skip }) => {
  if (lacking && process.env['CI'] !== 'true') skip(lacking);
  expect(lacking, lacking ?? '').toBeNull();
});

const SERVERS: [string, () => Promise<S3Server>][] = [['the sandbox', openSandboxS3]];
if (!lacking) SERVERS.push(['versitygw, a real S3 server,', () => openVersityS3(executable)]);

describe.each(SERVERS)('%s', (_name, open) => {
  let server: S3Server;
  beforeAll(async () => {
    server = await open();
  });
  afterAll(() => server?.close());

  behavesAsS3(() => server);
  servesBrowsersAsS3(() => server);
  takesPartsAsS3(() => server);

  describe('examined by the checks', () => {
    it.each([
      'spaces.bucket',
      'spaces.upload',
      'spaces.list',
      'spaces.presigned_url',
      'spaces.public_url',
      'spaces.multipart',
      'spaces.cors',
      'spaces.delete',
    ])('is well: %s', async (check) => {
      const { finding } = await examine(check, server.variables);
      expect(finding, finding.summary).toMatchObject({ status: 'ok', failure_class: null, hint: null });
      expect(finding.rungs.every(({ status }) => status === 'ok')).toBe(true);
    });

    it.each(
      (
        ['spaces.bucket', 'spaces.upload', 'spaces.list', 'spaces.public_url', 'spaces.multipart', 'spaces.cors', 'spaces.delete'] as const
      ).flatMap((check) => [
        [check, 'the bucket is missing', { SPACES_BUCKET: 'nobody-has-this' }, 'not_found', 'S3_404'] as const,
        [check, 'the secret is another', { SPACES_SECRET_ACCESS_KEY: 'not-the-secret' }, 'auth', 'S3_SIG'] as const,
        [check, 'the key is unknown', { SPACES_ACCESS_KEY_ID: 'DO00NOBODY' }, 'auth', 'S3_KEY'] as const,
      ]),
    )('%s fails where %s', async (check, _what, variables, failure_class, hint) => {
      const { finding } = await examine(check, { ...server.variables, ...variables });
      expect(finding, finding.summary).toMatchObject({ status: 'fail', failure_class, hint: { id: hint } });
    });

    it('spaces.public_url finds the public file open and the private one closed, and leaves neither', async () => {
      const before = (await list(server)).Contents;
      await server.opening('public', async (variables) => {
        const { finding, evidence } = await examine('spaces.public_url', variables);
        expect(finding, finding.summary).toMatchObject({ status: 'ok' });
        const asked = [...evidence.exchanges, ...evidence.afterwards].map(({ method, status }) => `${method} ${status}`);
        expect(asked).toEqual(['PUT 200', 'GET 403', 'PUT 200', 'GET 200', 'GET 403', 'DELETE 204', 'DELETE 204']);
      });
      expect((await list(server)).Contents).toEqual(before);
    });

    it('spaces.public_url fails where strangers can read private files', async () => {
      await server.opening('all', async (variables) => {
        const { finding } = await examine('spaces.public_url', variables);
        expect(finding, finding.summary).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'S3_ACL' } });
      });
    });

    it.each([
      ['there is none', [], 'fail', 'has no CORS rule'],
      ['none is for the origin', [{ ...RULE, AllowedOrigins: ['https://other.example'] }], 'fail', 'The rules allow https://other.example'],
      ['uploads are not among them', [{ ...RULE, AllowedMethods: ['GET'] }], 'fail', 'allows GET, but not PUT'],
      ['a header is not among them', [{ ...RULE, AllowedHeaders: ['x-own'] }], 'fail', 'allows x-own, but not content-type'],
      ['every origin is', [{ ...RULE, AllowedOrigins: ['*'] }], 'warn', 'in the place of the origin *'],
      ['a family of origins is', [{ ...RULE, AllowedOrigins: ['https://*.acme.example'] }], 'ok', null],
    ])('spaces.cors reads the rules: %s', async (_what, CORSRules, status, step) => {
      const Bucket = server.variables['SPACES_BUCKET'];
      const client = clientOf(server.variables);
      if (CORSRules.length === 0) await client.send(new DeleteBucketCorsCommand({ Bucket }));
      else await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
      const { finding } = await examine('spaces.cors', server.variables);
      await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [RULE] } }));
      expect(finding, finding.summary).toMatchObject({ status, failure_class: status === 'ok' ? null : 'permission' });
      if (step) expect(finding.hint!.steps[0]).toContain(step);
    });

    it.each([
      ['the bucket is missing', { SPACES_BUCKET: 'nobody-has-this' }, 'not_found', 'S3_404'],
      ['the secret is another', { SPACES_SECRET_ACCESS_KEY: 'not-the-secret' }, 'auth', 'S3_PRESIGN'],
      ['the key is unknown', { SPACES_ACCESS_KEY_ID: 'DO00NOBODY' }, 'auth', 'S3_KEY'],
    ])('spaces.presigned_url fails where %s', async (_what, variables, failure_class, hint) => {
      const { finding } = await examine('spaces.presigned_url', { ...server.variables, ...variables });
      expect(finding, finding.summary).toMatchObject({ status: 'fail', failure_class, hint: { id: hint } });
    });

    it.each([
      ['spaces.upload', 'write', 'fail', 'S3_PERM', 0],
      ['spaces.upload', 'delete', 'warn', 'S3_DELETE', 1],
      ['spaces.list', 'write', 'fail', 'S3_PERM', 0],
      ['spaces.list', 'delete', 'warn', 'S3_DELETE', 1],
      ['spaces.presigned_url', 'write', 'fail', 'S3_PERM', 0],
      ['spaces.presigned_url', 'delete', 'warn', 'S3_DELETE', 1],
      ['spaces.public_url', 'write', 'fail', 'S3_PERM', 0],
      ['spaces.multipart', 'write', 'fail', 'S3_PERM', 0],
      ['spaces.multipart', 'delete', 'fail', 'S3_PERM', 1],
      ['spaces.delete', 'write', 'fail', 'S3_PERM', 0],
      ['spaces.delete', 'delete', 'fail', 'S3_PERM', 1],
      ['spaces.public_url', 'delete', 'warn', 'S3_DELETE', 2],
      ['spaces.upload', 'read', 'fail', 'S3_PERM', 0],
      ['spaces.presigned_url', 'read', 'fail', 'S3_PERM', 0],
      ['spaces.multipart', 'read', 'fail', 'S3_PERM', 0],
      ['spaces.bucket', 'list', 'fail', 'S3_PERM', 0],
      ['spaces.list', 'list', 'fail', 'S3_PERM', 0],
      ['spaces.delete', 'list', 'fail', 'S3_PERM', 0],
    ] as const)('%s tells that the key may not %s: %s', async (check, action, status, id, left) => {
      let probed = '';
      await server.forbidding(action, async (variables) => {
        const { finding, probeId } = await examine(check, variables);
        expect(finding, finding.summary).toMatchObject({ status, failure_class: 'permission', hint: { id } });
        probed = probeId;
      });
      expect((await list(server, `greenlight/${probed}`)).KeyCount).toBe(left);
    });

    it.each(['spaces.bucket', 'spaces.upload', 'spaces.list', 'spaces.public_url', 'spaces.multipart', 'spaces.cors', 'spaces.delete'])(
      '%s names the region that signatures are wanted for',
      async (check) => {
        await server.inAnotherRegion(async (variables) => {
          const { finding } = await examine(check, variables);
          expect(finding, finding.summary).toMatchObject({ status: 'fail', failure_class: 'region', hint: { id: 'REGION' } });
          expect(finding.hint!.steps[0]).toMatch(/^Set SPACES_REGION=(nyc3|fra1);/);
        });
      },
    );

    describe.each([-20, 20])('by a clock that is %i minutes off', (minutes) => {
      beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 }));
      afterEach(() => void vi.useRealTimers());

      it.each([
        ...['spaces.bucket', 'spaces.upload', 'spaces.list', 'spaces.public_url', 'spaces.multipart', 'spaces.cors', 'spaces.delete'],
        // An address that is signed in the future is taken; the file stays, for the clean-up is not.
        ...(minutes < 0 ? ['spaces.presigned_url'] : []),
      ])('%s blames the clock', async (check) => {
        const { finding } = await examine(check, server.variables);
        expect(finding, finding.summary).toMatchObject({ status: 'unknown', failure_class: 'clock', hint: { id: 'CLOCK' } });
      });
    });

    it.each([
      ['spaces.upload', ['PUT 200', 'GET 200', 'DELETE 204']],
      ['spaces.list', ['PUT 200', 'GET 200', 'DELETE 204']],
      ['spaces.presigned_url', ['PUT 200', 'GET 200', 'GET 403', 'GET 403', 'DELETE 204']],
      [
        'spaces.multipart',
        [...['POST 200', 'PUT 200', 'PUT 200', 'POST 200', 'GET 200'], ...['POST 200', 'PUT 200', 'DELETE 204', 'GET 200'], 'DELETE 204'],
      ],
      ['spaces.delete', ['PUT 200', 'DELETE 204', 'HEAD 404', 'GET 200', 'DELETE 204']],
    ])('leaves nothing in the bucket, of what came and went: %s', async (check, asked) => {
      const before = (await list(server)).Contents;
      const { finding, evidence } = await examine(check, server.variables);
      expect(finding.status, finding.summary).toBe('ok');
      const { exchanges, afterwards } = evidence;
      expect([...exchanges, ...afterwards].map(({ method, status }) => `${method} ${status}`)).toEqual(asked);
      expect((await list(server)).Contents).toEqual(before);
    });
  });
});

// What Spaces’ family does and other S3 servers don’t: provider-facts, point 6 and A, “Spaces client”.
describe('the sandbox, as Ceph is,', () => {
  let server: S3Server;
  beforeAll(async () => {
    server = await openSandboxS3();
  });
  afterAll(() => server?.close());

  it('gives no message with an error, so that the SDK has none', async () => {
    const said: Said[] = [];
    const asking = clientOf(server.variables, { said }).send(new ListObjectsV2Command({ Bucket: 'nobody-has-this' }));
    await expect(asking).rejects.toMatchObject({ name: 'NoSuchBucket', message: 'UnknownError' });
    expect(said[0]!.text).toContain('<Message></Message>');
  });

  it('numbers its answers tx…-default', async () => {
    expect((await list(server)).$metadata.requestId).toMatch(/^tx[0-9a-f]+-default$/);
  });

  it('takes a signature for any region', async () => {
    expect((await list({ ...server, variables: { ...server.variables, SPACES_REGION: 'us-east-1' } })).KeyCount).toBe(0);
  });

  it('refuses what it does not offer, and takes it for nothing else', async () => {
    const Bucket = server.variables['SPACES_BUCKET'];
    const asking = clientOf(server.variables).send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    await expect(asking).rejects.toMatchObject(refused('NotImplemented', 501));
  });
});
