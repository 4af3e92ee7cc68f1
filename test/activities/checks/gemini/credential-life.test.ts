import {
  Compute,
  Impersonated,
  JWT,
  UserRefreshClient,
  ExternalAccountAuthorizedUserClient,
  ExternalAccountClient,
  OAuth2Client,
  type AuthClient,
} from 'google-auth-library';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { geminiCredentials } from '#activities/checks/gemini/credentials.ts';
import { defaultsOf } from '#activities/checks/gemini/defaults-of.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const CREDENTIALS = 'gemini.vertex.credentials';
const DAY_MS = 86_400_000;

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterEach(() => bench.sandbox.heal());
afterAll(() => bench.close());

const told = (answer: unknown) => geminiCredentials.credential!(answer as never, {} as never);
/** The account's key with some of it changed. */
const withKey = (more: Record<string, unknown>) => ({
  GOOGLE_SERVICE_ACCOUNT_JSON: JSON.stringify({
    ...(JSON.parse(bench.sandbox.variables['GOOGLE_SERVICE_ACCOUNT_JSON']!) as object),
    ...more,
  }),
});

describe('how long a service account’s key is good', () => {
  it('is told by the certificate that Google publishes of it', async () => {
    const { finding, evidence } = await bench.examine(CREDENTIALS);
    expect(finding.status, finding.summary).toBe('ok');
    expect(evidence.exchanges).toHaveLength(1);
    const { may, created_at, expires_at } = told(evidence.answer);
    expect(may).toEqual(['do on Google Cloud what its roles allow (scope cloud-platform)']);
    expect(expires_at).toBe('never');
    expect(Math.round((Date.now() - Date.parse(created_at!)) / DAY_MS)).toBe(30);
  });

  it('is a warning where it is not for long', async () => {
    await bench.sandbox.break('google-token.key_expiring');
    const { finding, evidence } = await bench.examine(CREDENTIALS);
    const day = new Date(Date.now() + 5.5 * DAY_MS).toISOString().slice(0, 10);
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'expiring', hint: { id: 'EXPIRING' } });
    expect(finding.hint!.title).toContain('GOOGLE_SERVICE_ACCOUNT_JSON');
    expect(finding.hint!.steps.join(' ')).toContain(day);
    expect(told(evidence.answer).expires_at).toContain(day);
  });

  it.each([
    ['the key is not among those published', () => withKey({ private_key_id: 'f'.repeat(40) }), 1],
    ['the address says something else', () => withKey({ client_x509_cert_url: bench.sandbox.variables['GOOGLE_TOKEN_URL'] }), 1],
    ['nobody is there', () => withKey({ client_x509_cert_url: 'https://127.0.0.1:1/x509' }), 1],
    ['the key names no address', () => withKey({ client_x509_cert_url: undefined }), 0],
    ['the address is none', () => withKey({ client_x509_cert_url: 'elsewhere' }), 0],
    ['the key has no id', () => withKey({ private_key_id: undefined }), 0],
  ])('is not known, and harms nobody, where %s', async (_, variables, asked) => {
    const { finding, evidence } = await bench.examine(CREDENTIALS, variables());
    expect(finding).toMatchObject({ status: 'ok', failure_class: null, http_status: 200 });
    expect(evidence.afterwards).toHaveLength(asked);
    expect(told(evidence.answer)).not.toHaveProperty('expires_at');
  });
});

describe('what the machine has of its own', () => {
  const external = (more: object): AuthClient =>
    ExternalAccountClient.fromJSON({
      type: 'external_account',
      audience: 'a',
      subject_token_type: 't',
      token_url: 'https://sts.googleapis.com/v1/token',
      credential_source: { file: '/nowhere' },
      ...more,
    })!;
  const impersonating = 'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/doctor@acme.test:generateAccessToken';

  it.each<[string, () => AuthClient]>([
    ['doctor@acme.test', () => new JWT({ email: 'doctor@acme.test' })],
    ['doctor@acme.test', () => new Impersonated({ targetPrincipal: 'doctor@acme.test', sourceClient: new OAuth2Client() })],
    ['doctor@acme.test', () => external({ service_account_impersonation_url: impersonating })],
    ['external_account', () => external({})],
    ['metadata server', () => new Compute()],
    ['authorized_user', () => new UserRefreshClient()],
    [
      'external_account_authorized_user',
      () =>
        new ExternalAccountAuthorizedUserClient({
          type: 'external_account_authorized_user',
          audience: 'a',
          client_id: 'c',
          client_secret: 's',
          refresh_token: 'r',
          token_info_url: 'https://sts.googleapis.com/v1/introspect',
        }),
    ],
    ['unknown kind', () => new OAuth2Client()],
  ])('is called %s', (name, client) => expect(defaultsOf(client())).toBe(name));

  it('is told with what it may do', () => {
    expect(told({ expires_at: '2026-01-01T00:00:00Z', defaults: 'metadata server', is_persons: false, key: null })).toEqual({
      identity: 'metadata server',
      may: ['do on Google Cloud what its roles allow (scope cloud-platform)'],
    });
  });
});
