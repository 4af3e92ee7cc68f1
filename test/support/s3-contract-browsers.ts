import { DeleteBucketCorsCommand, GetBucketCorsCommand, PutBucketCorsCommand, type CORSRule, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presign } from '#activities/checks/spaces/presign.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { readTargets } from '#env.ts';
import { refused } from './s3-contract.ts';
import { clientOf, type S3Server } from './s3-servers.ts';

/** Tests that a server is an S3 service for who comes without a key: by a signed address, or out of a web page. */
export function servesBrowsersAsS3(opened: () => S3Server): void {
  let server: S3Server;
  let client: S3Client;
  let Bucket: string;
  beforeAll(() => {
    server = opened();
    Bucket = server.variables['SPACES_BUCKET']!;
    client = clientOf(server.variables);
  });
  const noBucket = { Bucket: 'nobody-has-this' };

  describe('with a signature in the address', () => {
    const NOW = Date.now();
    const asked = async (method: 'GET' | 'PUT', { variables = {}, at = 0, expiresIn = 60, alter = (url: URL) => url } = {}) => {
      const { settings } = readTargets({ ...server.variables, ...variables }).find(({ kind }) => kind === 'spaces')!;
      const address = await presign(settings as SpacesSettings, { method, key: 'signed', signingDate: new Date(NOW + at), expiresIn });
      const response = await fetch(alter(new URL(address)), { method, ...(method === 'PUT' ? { body: 'by address' } : {}) });
      return { status: response.status, text: await response.text() };
    };
    const set = (name: string, value: string) => (url: URL) => {
      url.searchParams.set(name, value);
      return url;
    };
    beforeAll(async () => {
      expect(await asked('PUT')).toEqual({ status: 200, text: '' });
    });

    it('takes and gives a file', async () => {
      expect(await asked('GET')).toEqual({ status: 200, text: 'by address' });
    });

    it.each([
      ['that lives longer than it was signed for', { alter: set('X-Amz-Expires', '600') }, 'SignatureDoesNotMatch', 403],
      ['that has expired', { at: -3_600_000 }, 'AccessDenied', 403],
      ['by another secret', { variables: { SPACES_SECRET_ACCESS_KEY: 'not-the-secret' } }, 'SignatureDoesNotMatch', 403],
      ['by a key it does not know', { variables: { SPACES_ACCESS_KEY_ID: 'DO00NOBODY' } }, 'InvalidAccessKeyId', 403],
      ['for another file', { alter: (url: URL) => new URL(url.toString().replace('/signed?', '/list/a?')) }, 'SignatureDoesNotMatch', 403],
      [
        'without its life',
        { alter: (url: URL) => (url.searchParams.delete('X-Amz-Expires'), url) },
        'AuthorizationQueryParametersError',
        400,
      ],
    ])('refuses one %s', async (_what, how, code, status) => {
      const said = await asked('GET', how);
      expect(said.text).toContain(`<Code>${code}</Code>`);
      expect(said.status).toBe(status);
    });
  });

  describe('asked by a browser, before it uploads', () => {
    const question = {
      origin: 'https://x.dev.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type',
    };
    const CORSRules = [{ AllowedOrigins: ['https://*.dev.example'], AllowedMethods: ['PUT'], AllowedHeaders: ['content-type'] }];
    const ask = (headers: Record<string, string>, bucket = Bucket) =>
      fetch(`${server.variables['SPACES_ENDPOINT']}/${bucket}/a.txt`, { method: 'OPTIONS', headers });
    let before: CORSRule[] | undefined;
    beforeAll(async () => {
      before = (await client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules;
      await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    });
    afterAll(() => client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: before } })));

    it('has the rules that it was given', async () => {
      expect((await client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual(CORSRules);
    });

    it('allows what a rule allows', async () => {
      const { status, headers } = await ask(question);
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe('https://x.dev.example');
      expect(headers.get('access-control-allow-methods')).toBe('PUT');
      expect(headers.get('access-control-allow-headers')).toBe('content-type');
    });

    it.each([
      ['another origin', { origin: 'https://dev.example' }, 403],
      ['another method', { 'access-control-request-method': 'DELETE' }, 403],
      ['another header', { 'access-control-request-headers': 'content-type, x-amz-acl' }, 403],
      ['no method', { 'access-control-request-method': '' }, 400],
      ['no origin', { origin: '' }, 400],
    ])('refuses %s', async (_what, more, status) => {
      const asked = Object.fromEntries(Object.entries({ ...question, ...more }).filter(([, value]) => value));
      const response = await ask(asked);
      expect(response.status).toBe(status);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    });

    it('misses the bucket that is missing', async () => {
      expect((await ask(question, noBucket.Bucket)).status).toBe(404);
      await expect(client.send(new GetBucketCorsCommand(noBucket))).rejects.toMatchObject(refused('NoSuchBucket', 404));
    });

    it('refuses everybody, and says that there are no rules, where they were deleted', async () => {
      await client.send(new DeleteBucketCorsCommand({ Bucket }));
      expect((await ask(question)).status).toBe(403);
      await expect(client.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject(refused('NoSuchCORSConfiguration', 404));
    });
  });
}
