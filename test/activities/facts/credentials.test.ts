import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createChecks } from '#activities/checks/create-checks.ts';
import type { Evidence } from '#activities/evidence.ts';
import { credentialsOf } from '#activities/facts/credentials-of.ts';
import { readTargets } from '#env.ts';

const TOKEN = 'xaat-0123456789abcdef-9f3c';
const axiom = (more: Record<string, string> = {}) => targetOf('axiom', { AXIOM_TOKEN: TOKEN, AXIOM_DATASET: 'logs', ...more });
const targetOf = (kind: string, variables: Record<string, string>) => readTargets(variables).find((target) => target.kind === kind)!;
const lights = (kind: string, variables: Record<string, string>) => credentialsOf(targetOf(kind, variables));

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const github = { GITHUB_APP_ID: '1', GITHUB_APP_INSTALLATION_ID: '2', GITHUB_APP_WEBHOOK_SECRET: 'a-secret-for-webhooks' };
const account = { client_email: 'doctor@acme.test', private_key: privateKey, private_key_id: '0123456789abcdef0123456789abcdef0123d1f4' };

describe('the light of a credential', () => {
  it('tells which it is, and where it came from, and never more than four of its characters', () => {
    const [light] = credentialsOf(axiom());
    expect(light).toEqual({
      variable: 'AXIOM_TOKEN',
      source: 'variable',
      identity: null,
      last_four: '9f3c',
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      may: null,
      created_at: null,
      expires_at: null,
      days_left: null,
    });
    expect(JSON.stringify(credentialsOf(axiom()))).not.toContain(TOKEN.slice(0, -4));
  });

  it('differs for another key, and is the same for the same one', () => {
    const print = (token: string) => credentialsOf(axiom({ AXIOM_TOKEN: token }))[0]!.fingerprint;
    expect(print('xaat-one-one-one-one')).not.toBe(print('xaat-two-two-two-two'));
    expect(print(TOKEN)).toBe(print(TOKEN));
  });

  it('shows no end of a text of several lines, nor of a short one', () => {
    const variables = [
      { name: 'A', value: '-----BEGIN\nkey\n-----END', secret: true, source: 'variable' },
      { name: 'B', value: 'short', secret: true, source: 'variable' },
      { name: 'C', value: 'https://api.example', secret: false, source: 'default' },
    ];
    expect(credentialsOf({ settings: null, variables }).map(({ variable, last_four }) => [variable, last_four])).toEqual([
      ['A', null],
      ['B', null],
    ]);
  });

  it('of a target that is not configured is none', () => {
    expect(lights('vertex', {})).toEqual([]);
  });
});

describe('a credential is told as its provider tells it', () => {
  it('a service account’s key by its address and the end of the key’s id', () => {
    const [light, ...more] = lights('vertex', {
      GOOGLE_CLOUD_PROJECT: 'acme',
      GOOGLE_SERVICE_ACCOUNT_JSON: `${JSON.stringify(account)}\n`,
    });
    expect(light).toMatchObject({ identity: 'doctor@acme.test', last_four: 'd1f4', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect(more).toEqual([]);
  });

  it.each([
    ['cut off', '{"client_email": "doctor@acme.test", "private_'],
    ['of another kind', '{"private_key_id": 7}'],
    ['no object', 'null'],
  ])('a key’s text that is %s by its fingerprint alone', (_, text) => {
    expect(lights('vertex', { GOOGLE_CLOUD_PROJECT: 'acme', GOOGLE_SERVICE_ACCOUNT_JSON: text })[0]).toMatchObject({
      identity: null,
      last_four: null,
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  it('credentials that are no key by their type', () => {
    const login = '{"type":"authorized_user","client_id":"c","client_secret":"GOCSPX-1","refresh_token":"1//0123456789abcdef"}';
    const vertex = { GOOGLE_CLOUD_PROJECT: 'acme', GOOGLE_SERVICE_ACCOUNT_JSON: login };
    expect(lights('vertex', vertex)).toMatchObject([{ identity: 'authorized_user', last_four: null }]);
  });

  it('what the machine has of its own as application default credentials', () => {
    expect(lights('vertex', { GOOGLE_CLOUD_PROJECT: 'acme' })).toMatchObject([
      { variable: 'application default credentials', source: 'ADC', last_four: null, fingerprint: null },
    ]);
  });

  it.each([
    ['with line breaks', privateKey],
    ['on one line', privateKey.replaceAll('\n', '\\n')],
  ])('an App’s key %s by the fingerprint on GitHub’s page; it never expires', (_, pem) => {
    const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    expect(lights('github', { ...github, GITHUB_APP_PRIVATE_KEY: pem })).toMatchObject([
      {
        variable: 'GITHUB_APP_PRIVATE_KEY',
        last_four: null,
        fingerprint: `SHA256:${createHash('sha256').update(der).digest('base64')}`,
        expires_at: 'never',
      },
      { variable: 'GITHUB_APP_WEBHOOK_SECRET', expires_at: null },
    ]);
  });

  it('an App’s key that is none by the fingerprint of its text', () => {
    expect(lights('github', { ...github, GITHUB_APP_PRIVATE_KEY: '-----BEGIN\nx' })[0]).toMatchObject({
      last_four: null,
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  it('a key pair by the end of its id, never of its secret', () => {
    const pair = { SPACES_ACCESS_KEY_ID: 'DO00ABCDEFGHJKLM9Q7T', SPACES_SECRET_ACCESS_KEY: 'the-secret-half-of-a-pair-7788' };
    const [light, ...more] = lights('spaces', { SPACES_ENDPOINT: 'https://nyc3.test', SPACES_BUCKET: 'b', ...pair });
    expect(light).toMatchObject({ variable: 'SPACES_ACCESS_KEY_ID', last_four: '9Q7T' });
    expect(more).toEqual([]);
    expect(JSON.stringify(light)).not.toMatch(/DO00|7788/);
  });
});

describe('what a probe was told of its credential', () => {
  const evidence = (answer: unknown, date?: string) =>
    ({
      answer,
      exchanges: date ? [{ headers: { date } }] : [],
      wallClock: new Date('2026-01-01T12:00:00Z'),
    }) as unknown as Evidence<unknown>;
  const ends = { credential: () => ({ may: ['ingest'], expires_at: '2026-03-04T00:00:00.000Z' }) };

  it('stands in its light, with the days that are left', () => {
    expect(credentialsOf(axiom(), ends, evidence({}))[0]).toMatchObject({
      last_four: '9f3c',
      may: ['ingest'],
      expires_at: '2026-03-04T00:00:00.000Z',
      days_left: 61,
    });
  });

  it('is counted from the provider’s clock where it tells it', () => {
    expect(credentialsOf(axiom(), ends, evidence({}, 'Tue, 03 Mar 2026 12:00:00 GMT'))[0]!.days_left).toBe(0);
    expect(credentialsOf(axiom(), ends, evidence({}, 'Thu, 05 Mar 2026 12:00:00 GMT'))[0]!.days_left).toBe(-2);
  });

  it('is nothing where no answer came, or the capability knows nothing', () => {
    const untold = credentialsOf(axiom());
    expect(credentialsOf(axiom(), ends, evidence(null))).toEqual(untold);
    expect(credentialsOf(axiom(), {}, evidence({}))).toEqual(untold);
  });

  it('is of the key that signs, not of the secret beside it', () => {
    const target = targetOf('github', { ...github, GITHUB_APP_PRIVATE_KEY: privateKey });
    const told = credentialsOf(target, { credential: () => ({ may: ['read contents'] }) }, evidence({}));
    expect(told.map(({ variable, may }) => [variable, may])).toEqual([
      ['GITHUB_APP_PRIVATE_KEY', ['read contents']],
      ['GITHUB_APP_WEBHOOK_SECRET', null],
    ]);
    expect(told[0]).toMatchObject({ expires_at: 'never', days_left: null });
  });

  const check = (name: string) =>
    createChecks(readTargets({ AXIOM_TOKEN: TOKEN, AXIOM_DATASET: 'logs' })).find(({ entry }) => entry.name === name)!;
  const may = (name: string, answer: unknown) => {
    const { capability, target } = check(name);
    return credentialsOf(target, capability as never, evidence(answer)).at(0)?.may ?? null;
  };

  it.each([
    ['axiom.token', { datasets: [], tokens: null }, ['read datasets']],
    ['axiom.dataset', { dataset: {}, others: [] }, ['read datasets']],
    ['axiom.ingest', { ingested: 1 }, ['ingest into logs']],
    ['axiom.query_back', { search: null }, ['ingest into logs']],
    ['axiom.query_back', { search: {} }, ['ingest into logs', 'query logs']],
  ])('by %s is what it proved: %j', (name, answer, rights) => {
    expect(may(name, answer)).toEqual(rights);
  });

  const granted = { contents: 'read', issues: 'write', organization_hooks: 'admin' };
  it.each([
    ['github.app_token', { permissions: granted }],
    ['github.installation', { permissions: granted }],
    ['github.permissions', { needed: {}, asked: {}, granted }],
  ])('by %s is what the installation grants', (name, answer) => {
    const { capability } = createChecks(readTargets({})).find(({ entry }) => entry.name === name)!;
    const target = targetOf('github', { ...github, GITHUB_APP_PRIVATE_KEY: privateKey });
    const [light] = credentialsOf(target, capability as never, evidence(answer));
    expect(light!.may).toEqual(['read contents', 'write issues', 'administer organization hooks']);
  });
});
