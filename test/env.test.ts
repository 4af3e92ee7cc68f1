import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError, readEnv, readTargets, variablesSet, type EnvSource } from '#env.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight-env-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function faults(source: EnvSource, read: (source: EnvSource) => unknown = readEnv): readonly string[] {
  try {
    read(source);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('the variables of the service', () => {
  it('may all be missing: then it is the sandbox on this machine', () => {
    expect(readEnv({})).toMatchObject({
      mode: 'sandbox',
      port: 3000,
      host: '127.0.0.1',
      storage: resolve('./storage'),
      databaseUrl: null,
      temporal: { address: null, namespace: 'default', taskQueue: 'greenlight-sandbox', security: { apiKey: null, tls: null } },
    });
  });

  it('mean live as soon as somebody has a real provider in mind, unless they say otherwise', () => {
    expect(readEnv({ AXIOM_TOKEN: 'xaat-1' }).mode).toBe('live');
    expect(readEnv({ AXIOM_TOKEN: 'xaat-1' }).temporal.taskQueue).toBe('greenlight');
    expect(readEnv({ AXIOM_TOKEN: 'xaat-1' }).statedMode).toBeNull();
    expect(readEnv({ AXIOM_TOKEN: 'xaat-1', GREENLIGHT_MODE: 'sandbox' })).toMatchObject({ mode: 'sandbox', statedMode: 'sandbox' });
    expect(readEnv({ AXIOM_TOKEN: '  ' }).mode).toBe('sandbox');
  });

  it('limit what costs money, by default only where something is really paid', () => {
    expect(readEnv({}).budget).toEqual({ dailyCap: null, intervalMs: null });
    expect(readEnv({ GREENLIGHT_MODE: 'live' }).budget).toEqual({ dailyCap: 4, intervalMs: 3_600_000 });
    expect(readEnv({ GREENLIGHT_DAILY_CAP: '0', GREENLIGHT_EXPENSIVE_INTERVAL: '30m' }).budget).toEqual({
      dailyCap: 0,
      intervalMs: 1_800_000,
    });
    const none = { GREENLIGHT_MODE: 'live', GREENLIGHT_DAILY_CAP: 'none', GREENLIGHT_EXPENSIVE_INTERVAL: 'none' };
    expect(readEnv(none).budget).toEqual({ dailyCap: null, intervalMs: null });
  });

  it.each([
    ['GREENLIGHT_DAILY_CAP', '-1', 'a whole number of probes a day, or none'],
    ['GREENLIGHT_DAILY_CAP', 'four', 'a whole number of probes a day, or none'],
    ['GREENLIGHT_EXPENSIVE_INTERVAL', '60', 'a duration (90s, 30m, 6h, 1d), or none'],
    ['GREENLIGHT_EXPENSIVE_INTERVAL', '8d', '7d at most'],
  ])('%s=%s is refused: it must be %s', (name, value, must) => {
    expect(faults({ [name]: value })).toEqual([`${name} must be ${must}`]);
  });

  it('set how many checks of one provider run at once, and thresholds by check', () => {
    expect(readEnv({})).toMatchObject({ providerLimit: 4, thresholds: {} });
    const set = { GREENLIGHT_PROVIDER_LIMIT: '2', GREENLIGHT_THRESHOLDS: '{"axiom.ingest": {"slow_ms": 800.5}}' };
    expect(readEnv(set)).toMatchObject({ providerLimit: 2, thresholds: { 'axiom.ingest': { slow_ms: 800.5 } } });
  });

  it.each(['0', '-1', '2.5', '101', 'some'])('refuse GREENLIGHT_PROVIDER_LIMIT=%s in one sentence', (value) => {
    expect(faults({ GREENLIGHT_PROVIDER_LIMIT: value })).toEqual(['GREENLIGHT_PROVIDER_LIMIT must be a whole number from 1 to 100']);
  });

  it.each(['{', '7', '[]', '{"axiom.ingest": 5}', '{"axiom.ingest": {"slow_ms": "5"}}', '{"axiom.ingest": {"slow_ms": -5}}'])(
    'refuse GREENLIGHT_THRESHOLDS=%s in one sentence that shows how to write them',
    (value) => {
      const [fault, ...others] = faults({ GREENLIGHT_THRESHOLDS: value });
      expect(others).toEqual([]);
      expect(fault).toMatch(/^GREENLIGHT_THRESHOLDS.* must be JSON of numbers .+ like \{"axiom\.query_back": \{"lag_warn_ms": 20000\}\}$/);
    },
  );

  it('are refused all in one message, each by its name, and never with their values', () => {
    const source = {
      PORT: '99999',
      HOST: '0.0.0.0',
      GREENLIGHT_MODE: 'half',
      DATABASE_URL: 'mysql://u:pa55word@h/d',
      TEMPORAL_ADDRESS: 'https://x',
    };
    const found = faults(source);
    for (const name of Object.keys(source)) expect(found.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
    expect(() => readEnv(source)).toThrow(/The configuration cannot work:\n( {2}- .+\n){5}Mend these variables/);
    expect(found.join()).not.toContain('pa55word');
  });

  it('name hosts to tell our own lost way out from a provider’s trouble: two companies’ for real providers, none for pretend ones', () => {
    expect(readEnv({}).referenceHosts).toEqual([]);
    expect(readEnv({ AXIOM_TOKEN: 'xaat-1' }).referenceHosts).toEqual(['api.github.com:443', 'www.googleapis.com:443']);
    const hosts = (value: string) => readEnv({ AXIOM_TOKEN: 'xaat-1', GREENLIGHT_REFERENCE_HOSTS: value }).referenceHosts;
    expect(hosts('one.example, two.example:8443 [::1]:9 10.0.0.1')).toEqual([
      'one.example:443',
      'two.example:8443',
      '[::1]:9',
      '10.0.0.1:443',
    ]);
    expect(hosts('none')).toEqual([]);
    for (const wrong of ['https://one.example', 'one.example:99999', 'one.example/x', '::1'])
      expect(faults({ GREENLIGHT_REFERENCE_HOSTS: wrong })).toEqual([expect.stringMatching(/^GREENLIGHT_REFERENCE_HOSTS must be hosts/)]);
  });

  it('may name a name server to ask in the machine’s place', () => {
    expect(readEnv({}).dnsServer).toBeNull();
    const server = (value: string) => readEnv({ GREENLIGHT_DNS_SERVER: value }).dnsServer;
    expect([server('10.0.0.53'), server('127.0.0.1:5353'), server('[fd00::53]'), server('[::1]:5353')]).toEqual([
      '10.0.0.53:53',
      '127.0.0.1:5353',
      '[fd00::53]:53',
      '[::1]:5353',
    ]);
    for (const wrong of ['dns.example', 'fd00::53', '10.0.0.300', '10.0.0.53:0', '10.0.0.53:99999', 'udp://10.0.0.53'])
      expect(faults({ GREENLIGHT_DNS_SERVER: wrong })).toEqual([expect.stringMatching(/^GREENLIGHT_DNS_SERVER must be the number of/)]);
  });

  it('take Temporal’s own for a secured cluster', () => {
    expect(readEnv({ TEMPORAL_API_KEY: 'key-1' }).temporal.security).toMatchObject({ apiKey: 'key-1', tls: { serverName: null } });
    expect(readEnv({ TEMPORAL_API_KEY: 'key-1', TEMPORAL_TLS: 'false' }).temporal.security.tls).toBeNull();
    const [cert, key] = [file('c.pem', 'CERT'), file('k.pem', 'KEY')];
    expect(readEnv({ TEMPORAL_TLS_CLIENT_CERT_PATH: cert, TEMPORAL_TLS_CLIENT_KEY_PATH: key }).temporal.security.tls).toEqual({
      serverName: null,
      ca: null,
      cert: 'CERT',
      key: 'KEY',
    });
    expect(faults({ TEMPORAL_TLS_CLIENT_CERT_PATH: cert })).toEqual([
      expect.stringContaining('TEMPORAL_TLS_CLIENT_KEY_PATH belong together'),
    ]);
    expect(faults({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/nowhere.pem' })).toEqual([
      'TEMPORAL_TLS_SERVER_CA_CERT_PATH names the file /nowhere.pem, which does not exist: put it there, or name another',
    ]);
  });

  it('say where the sandbox is told what to break, which live mode is not told at all', () => {
    const GREENLIGHT_SANDBOX_CONTROL = 'http://127.0.0.1:4000';
    expect(readEnv({ GREENLIGHT_MODE: 'sandbox', GREENLIGHT_SANDBOX_CONTROL }).sandboxControl).toBe(GREENLIGHT_SANDBOX_CONTROL);
    expect(readEnv({ GREENLIGHT_MODE: 'live', GREENLIGHT_SANDBOX_CONTROL }).sandboxControl).toBe(null);
    expect(readEnv({ GREENLIGHT_MODE: 'sandbox' }).sandboxControl).toBe(null);
    for (const elsewhere of ['http://10.0.0.1:4000', 'http://127.0.0.1:4000/break', 'http://127.0.0.1:4000@elsewhere.example'])
      expect(faults({ GREENLIGHT_SANDBOX_CONTROL: elsewhere })).toEqual([
        'GREENLIGHT_SANDBOX_CONTROL must be an address on this machine, like http://127.0.0.1:4000',
      ]);
  });
});

describe('what is wrong, in whichever layer,', () => {
  const broken = {
    PORT: 'eighty',
    TEMPORAL_TLS_CLIENT_CERT_PATH: resolve('package.json'),
    AXIOM_TOKEN_FILE: '/nowhere/token',
    AXIOM_URL: 'not an address',
  };
  const named = ['AXIOM_TOKEN_FILE', 'AXIOM_URL', 'PORT', 'TEMPORAL_TLS_CLIENT_CERT_PATH'];

  it.each([
    ['the service', readEnv],
    ['the providers', readTargets],
  ])('is said in one go by who reads the variables of %s', (_, read) => {
    expect(
      faults(broken, read)
        .map((fault) => fault.split(' ')[0])
        .sort(),
    ).toEqual(named);
  });

  it('is no reason to refuse who needs the other layer only', () => {
    expect(readEnv({ AXIOM_URL: 'not an address' }).port).toBe(3000);
    expect(readTargets({ PORT: 'eighty' })).toHaveLength(5);
  });
});

describe('a variable that names a file', () => {
  const paired = (path: string) => ({ TEMPORAL_TLS_CLIENT_CERT_PATH: resolve('package.json'), TEMPORAL_TLS_CLIENT_KEY_PATH: path });
  const naming: [string, (path: string) => EnvSource, (source: EnvSource) => unknown][] = [
    ['AXIOM_TOKEN_FILE', (path) => ({ AXIOM_TOKEN_FILE: path }), readTargets],
    ['GOOGLE_APPLICATION_CREDENTIALS', (path) => ({ GOOGLE_APPLICATION_CREDENTIALS: path }), readTargets],
    ['TEMPORAL_TLS_CLIENT_KEY_PATH', paired, readEnv],
    ['GREENLIGHT_SANDBOX_CA', (path) => ({ GREENLIGHT_SANDBOX_CA: path }), readEnv],
  ];

  it.each(naming)('and names a folder says so: %s', (name, source, read) => {
    expect(faults(source(folder), read)).toEqual([`${name} names ${folder}, which is a folder: name the file itself`]);
  });

  it.each(naming)('and names one that cannot be read says so: %s', (name, source, read) => {
    // Nothing is forbidden to root; its own memory cannot be read from the beginning even so.
    const path = process.getuid?.() === 0 ? '/proc/self/mem' : file('forbidden', 'text');
    if (path !== '/proc/self/mem') chmodSync(path, 0o000);
    expect(faults(source(path), read)).toEqual([
      expect.stringMatching(
        new RegExp(`^${name} names the file ${path}, which cannot be read \\((EIO|EACCES)\\): let this process.s user read it`),
      ),
    ]);
  });

  it.each(naming.filter(([name]) => name !== 'GOOGLE_APPLICATION_CREDENTIALS'))(
    'and holds its text instead is not quoted: %s',
    (name, source, read) => {
      for (const text of ['-----BEGIN PRIVATE KEY----- MIIsecret', '{ "private_key": "MIIsecret" }', 'first line\nMIIsecret'])
        expect(faults(source(text), read)).toEqual([`${name} holds a text, where the path of a file is needed`]);
    },
  );

  it('is fine where nothing reads it, because the text itself is given', () => {
    expect(faults({ GOOGLE_APPLICATION_CREDENTIALS: folder, GOOGLE_SERVICE_ACCOUNT_JSON: '{}' }, readTargets)).toEqual([]);
    expect(faults({ AXIOM_TOKEN_FILE: folder, AXIOM_TOKEN: 'xaat-1' }, readTargets)).toEqual([]);
  });

  it('leaves the key of an account that does not exist to its check, which tells the trouble', () => {
    const vertex = readTargets({ GOOGLE_APPLICATION_CREDENTIALS: '/nowhere.json' }).find(({ provider }) => provider === 'vertex');
    expect(vertex?.settings).toMatchObject({ account: { problem: 'the file it names does not exist' } });
  });
});

describe('the variables that are set', () => {
  it('are told by the names that the person gave them, for each target its own', () => {
    const token = file('token-set', 'xaat-1');
    const source = {
      AXIOM_TOKEN_FILE: token,
      AXIOM_DATASET: 'd',
      AXIOM_URL: '',
      AXIOM_ODD: 'x',
      GEMINI_API_KEY: 'k',
      VERTEX_TEXT_MODEL: 'm',
    };
    expect(variablesSet({ scope: 'axiom', provider: null }, source)).toEqual(['AXIOM_TOKEN_FILE', 'AXIOM_DATASET']);
    expect(variablesSet({ scope: 'gemini', provider: 'ai_studio' }, source)).toEqual(['GEMINI_API_KEY']);
    expect(variablesSet({ scope: 'gemini', provider: 'vertex' }, source)).toEqual(['VERTEX_TEXT_MODEL']);
    expect(variablesSet({ scope: 'spaces', provider: null }, source)).toEqual([]);
  });
});

describe('the variables of the providers', () => {
  const target = (source: EnvSource, scope: string, provider: string | null = null) =>
    readTargets(source).find((one) => one.scope === scope && one.provider === provider)!;

  it('give a target for each way to reach a scope, and name what is missing', () => {
    expect(readTargets({}).map(({ scope, provider, settings }) => [scope, provider, settings])).toEqual([
      ['gemini', 'ai_studio', null],
      ['gemini', 'vertex', null],
      ['github', null, null],
      ['axiom', null, null],
      ['spaces', null, null],
    ]);
    expect(target({}, 'axiom').missing).toEqual(['AXIOM_TOKEN', 'AXIOM_DATASET']);
    expect(target({ AXIOM_TOKEN: 'xaat-1' }, 'axiom').missing).toEqual(['AXIOM_DATASET']);
  });

  it('are settings and secrets once they are there', () => {
    const { settings, secrets } = target({ AXIOM_TOKEN: 'xaat-1', AXIOM_DATASET: 'logs', AXIOM_URL: 'https://eu.axiom.test/' }, 'axiom');
    expect(settings).toMatchObject({ token: 'xaat-1', dataset: 'logs', url: 'https://eu.axiom.test' });
    expect(secrets).toEqual(['xaat-1']);
  });

  it('may be given as files, as secrets are mounted', () => {
    const path = file('token', 'xaat-file\n');
    expect(target({ AXIOM_TOKEN_FILE: path, AXIOM_DATASET: 'logs' }, 'axiom').settings).toMatchObject({ token: 'xaat-file' });
  });

  it('name a bad address by its variable', () => {
    expect(
      faults({ AXIOM_URL: 'not an address', GITHUB_APP_INSTALLATION_ID: 'twelve' }, readTargets)
        .map((fault) => fault.split(' ')[0])
        .sort(),
    ).toEqual(['AXIOM_URL', 'GITHUB_APP_INSTALLATION_ID']);
  });
});

describe('what lets in to Vertex', () => {
  const PERSON = { type: 'authorized_user', client_id: 'c', client_secret: 'GOCSPX-s', refresh_token: '1//r' };
  const ROBOT = 'greenlight@acme.iam.gserviceaccount.com';
  const FEDERATION = {
    type: 'external_account',
    audience: '//iam.googleapis.com/pool',
    credential_source: { url: 'https://ci.test/token', headers: { Authorization: 'bearer ci-secret' } },
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`,
  };
  const vertex = (credentials: object, more: EnvSource = { GOOGLE_CLOUD_PROJECT: 'acme' }) =>
    readTargets({ GOOGLE_SERVICE_ACCOUNT_JSON: JSON.stringify(credentials), ...more }).find(({ provider }) => provider === 'vertex')!;

  it('may be a person’s login, whose parts are secrets each', () => {
    const { settings, secrets } = vertex(PERSON);
    expect(settings).toMatchObject({ account: { clientEmail: '', problem: null, other: PERSON } });
    expect(secrets).toEqual(expect.arrayContaining([JSON.stringify(PERSON), 'GOCSPX-s', '1//r']));
  });

  it('may be a federation, which acts as an account', () => {
    const { settings, secrets } = vertex(FEDERATION);
    expect(settings).toMatchObject({ account: { clientEmail: ROBOT, problem: null, other: FEDERATION } });
    expect(secrets).toContain('bearer ci-secret');
  });

  it('is told to be damaged where it is of no type that is known', () => {
    const { settings } = vertex({ type: 'gift_card' });
    expect(settings).toMatchObject({ account: { other: null, problem: expect.stringContaining('neither') } });
  });

  it('needs a project, by the variable or by the key itself', () => {
    const key = { client_email: ROBOT, private_key: 'k' };
    expect(vertex(key, {})).toMatchObject({ settings: null, missing: ['GOOGLE_CLOUD_PROJECT'] });
    expect(vertex(PERSON, {})).toMatchObject({ settings: null, missing: ['GOOGLE_CLOUD_PROJECT'] });
    expect(vertex({ ...key, project_id: 'acme' }, {}).settings).toMatchObject({ project: 'acme' });
  });
});

describe('what the product needs of GitHub', () => {
  const github = (more: EnvSource) =>
    readTargets({ GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: 'key', GITHUB_APP_INSTALLATION_ID: '2', ...more }).find(
      ({ kind }) => kind === 'github',
    )!;

  it('may be left unsaid', () => {
    expect(github({}).settings).toMatchObject({ permissions: null, probeRepository: null, webhookSecret: null, webhookUrl: null });
  });

  it('is said as a list of permissions, a repository, and a secret that is kept as one', () => {
    const { settings, secrets } = github({
      GITHUB_APP_PERMISSIONS: 'contents:read, issues:write',
      GITHUB_PROBE_REPOSITORY: 'acme/widgets.js',
      GITHUB_APP_WEBHOOK_SECRET: 'a-webhook-secret',
      GITHUB_APP_WEBHOOK_URL: 'https://hooks.acme.example/github',
    });
    expect(settings).toMatchObject({
      permissions: { contents: 'read', issues: 'write' },
      probeRepository: 'acme/widgets.js',
      webhookUrl: 'https://hooks.acme.example/github',
    });
    expect(secrets).toContain('a-webhook-secret');
  });

  it.each([
    ['GITHUB_APP_PERMISSIONS', 'contents', 'must be a list such as contents:read,issues:write'],
    ['GITHUB_APP_PERMISSIONS', 'contents:all', 'must be a list such as contents:read,issues:write'],
    ['GITHUB_APP_WEBHOOK_URL', 'hooks', 'must be an address that starts with https:// or http://'],
    ['GITHUB_PROBE_REPOSITORY', 'widgets', 'must be OWNER/NAME'],
    ['GITHUB_PROBE_REPOSITORY', 'https://github.com/acme/widgets', 'must be OWNER/NAME'],
  ])('is refused where %s is %s', (name, value, fault) => {
    expect(faults({ [name]: value }, readTargets)).toEqual([`${name} ${fault}`]);
  });
});

it.each(['http://metadata.test', 'metadata.test:port', 'metadata test'])('the metadata server at %s is refused', (host) => {
  expect(faults({ GCE_METADATA_HOST: host }, readTargets)).toEqual(['GCE_METADATA_HOST must be host or host:port, without a scheme']);
});

describe('a secret in the wrong place', () => {
  const KEY =
    '{"client_email":"a@b","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIE-the-middle-of-a-key-of-some-length\\n-----END PRIVATE KEY-----\\n"},';
  const vertex = (source: EnvSource) => readTargets(source).find(({ provider }) => provider === 'vertex')!;

  it('is a secret though it cannot be read: a key with a comma behind it', () => {
    const { secrets, variables } = vertex({ GOOGLE_SERVICE_ACCOUNT_JSON: KEY });
    expect(secrets).toContain(KEY);
    expect(variables.find(({ value }) => value === KEY)).toMatchObject({ name: 'GOOGLE_SERVICE_ACCOUNT_JSON', secret: true });
  });

  it('is a secret though it cannot be read: such a key in a file', () => {
    const path = file('damaged.json', KEY);
    expect(vertex({ GOOGLE_APPLICATION_CREDENTIALS: path }).variables).toContainEqual({
      name: 'GOOGLE_APPLICATION_CREDENTIALS',
      value: KEY,
      secret: true,
      source: `file ${path}`,
    });
  });

  it('is refused where a path belongs, and not repeated', () => {
    expect(faults({ GOOGLE_APPLICATION_CREDENTIALS: KEY }, readTargets)).toEqual([
      'GOOGLE_APPLICATION_CREDENTIALS holds a text, where the path of a file is needed',
    ]);
  });

  it.each(['AXIOM_URL', 'GEMINI_BASE_URL', 'GITHUB_API_URL', 'SPACES_ENDPOINT'])(
    'is refused in the address of %s, and not repeated',
    (name) => {
      expect(faults({ [name]: 'https://gateway:PASSWORD@axiom.example' }, readTargets)).toEqual([
        `${name} must not hold a user name or password`,
      ]);
      expect(faults({ [name]: 'https://axiom.example/@me' }, readTargets)).toEqual([]);
    },
  );
});
