import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { isPassing } from '#workflows/core/failure-class.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { PERSON } from '#scripts/sandbox/gemini/token-service.ts';
import { closedPort, serveHttp, type LoopbackServer } from '#test/support/loopback-server.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const CREDENTIALS = 'gemini.vertex.credentials';
const USER_AGENT = 'greenlight/0.1 (+service doctor)';
const ROBOT = 'greenlight@acme.iam.gserviceaccount.com';

let bench: ProviderBench;
let folder: string;
const opened: LoopbackServer[] = [];
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
  folder = mkdtempSync(join(tmpdir(), 'greenlight-credentials-'));
});
// Whoever works at this machine may have a login of gcloud's.
beforeEach(() => void vi.stubEnv('CLOUDSDK_CONFIG', folder));
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([bench.sandbox.heal(), ...opened.splice(0).map((server) => server.close())]);
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

const serve = async (listener: RequestListener) => {
  const server = await serveHttp(listener);
  opened.push(server);
  return server;
};
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
/** Credentials of a file in the place of the sandbox's key. */
const fromFile = (content: unknown) => ({
  GOOGLE_SERVICE_ACCOUNT_JSON: '',
  GOOGLE_APPLICATION_CREDENTIALS: file('credentials.json', content),
});

describe('a person’s login', () => {
  it('gets a token, with a warning: it is no account for a machine', async () => {
    const { finding, evidence } = await bench.examine(CREDENTIALS, fromFile(PERSON));
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'expiring', hint: { id: 'USER_CREDENTIALS' } });
    expect(finding.summary).toContain('Token for a person (from GOOGLE_APPLICATION_CREDENTIALS), good until');
    expect(evidence.exchanges).toMatchObject([{ method: 'POST', status: 200, url: bench.sandbox.variables['GOOGLE_TOKEN_URL'] }]);
  });

  const acting = {
    type: 'impersonated_service_account',
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`,
    source_credentials: PERSON,
  };
  const workforce = (url: string) => ({
    ...PERSON,
    type: 'external_account_authorized_user',
    audience: '//iam.googleapis.com/locations/global/workforcePools/pool/providers/aurora',
    token_url: `${url}/token`,
  });
  it.each<[string, (url: string) => object]>([
    ['by gcloud', () => PERSON],
    ['by gcloud, that acts as an account', () => acting],
    ['through a federation', workforce],
  ])('%s leaves nothing of what it is answered: neither the tokens nor the login that takes its place', async (_, content) => {
    const { url } = await serve((_request, response) => {
      const answer = { access_token: 'ya29.person', id_token: 'ey-person', refresh_token: '1//the-next', expires_in: 3599 };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    const { finding, evidence } = await bench.examine(CREDENTIALS, { ...fromFile(content(url)), GOOGLE_TOKEN_URL: `${url}/token` });
    expect(evidence.exchanges[0]).toMatchObject({
      url: `${url}/token`,
      status: 200,
      bodyText: expect.stringContaining('"expires_in":3599'),
    });
    expect(JSON.stringify({ finding, evidence })).not.toMatch(/ya29|ey-person|1\/\/the-next/);
  });

  it('lets Vertex be asked', async () => {
    const { finding } = await bench.examine('gemini.vertex.access', fromFile(PERSON));
    expect(finding, finding.summary).toMatchObject({ status: 'ok' });
    expect(finding.summary).toMatch(/^The account of a person may use/);
  });

  it('without the role is given it as the person that it is', async () => {
    await bench.sandbox.break('vertex.permission');
    const { finding } = await bench.examine('gemini.vertex.access', fromFile(PERSON));
    expect(finding.hint!.steps[0]).toContain('--member user:YOUR-LOGIN --role roles/aiplatform.user');
  });

  it('that has ended is to be made anew', async () => {
    const { finding } = await bench.examine(CREDENTIALS, fromFile({ ...PERSON, refresh_token: 'old' }));
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'auth', hint: { id: 'ADC_REFUSED' } });
    expect(finding.summary).toBe('Google refuses the credentials in GOOGLE_APPLICATION_CREDENTIALS (invalid_grant).');
    expect(finding.hint!.steps[0]).toContain('gcloud auth application-default login');
  });

  it('is what gcloud left on the machine, where nothing is set', async () => {
    const login = file('application_default_credentials.json', PERSON);
    const { finding, evidence } = await bench.examine(CREDENTIALS, { GOOGLE_SERVICE_ACCOUNT_JSON: '' });
    rmSync(login);
    expect(finding, finding.summary).toMatchObject({ status: 'warn', failure_class: 'expiring', hint: { id: 'USER_CREDENTIALS' } });
    expect(evidence.exchanges).toHaveLength(1);
  });
});

describe('a federation', () => {
  const federation = (url: string, more: object = {}) =>
    fromFile({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/aurora',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${url}/v1/token`,
      credential_source: { file: file('subject-token', 'ey-subject') },
      ...more,
    });
  const asked: string[] = [];
  const google: RequestListener = (request, response) => {
    void text(request).then((body) => {
      asked.push(`${request.method} ${request.url} ${request.headers['user-agent']} ${new URLSearchParams(body).get('subject_token')}`);
      const answer = request.url!.endsWith(':generateAccessToken')
        ? { accessToken: 'ya29.robot', expireTime: '2100-01-01T00:00:00Z' }
        : { access_token: 'ya29.federated', issued_token_type: 'x', token_type: 'Bearer', expires_in: 3600 };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  };

  it('gets its token by an exchange that is recorded, and by the account that it acts as', async () => {
    const { url } = await serve(google);
    const impersonation = { service_account_impersonation_url: `${url}/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken` };
    const { finding, evidence } = await bench.examine(CREDENTIALS, federation(url, impersonation));
    expect(finding, finding.summary).toMatchObject({ status: 'ok' });
    expect(finding.summary).toBe(`Token for ${ROBOT} (from GOOGLE_APPLICATION_CREDENTIALS), good until 00:00 UTC.`);
    expect(evidence.exchanges.map(({ url: to }) => new URL(to).pathname)).toEqual([
      '/v1/token',
      `/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`,
    ]);
    expect(asked[0]).toMatch(/^POST \/v1\/token .+ ey-subject$/);
  });

  it('leaves nothing of the tokens on its way, neither the other’s own nor Google’s', async () => {
    const { url } = await serve((request, response) => {
      const json = (body: object) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.url === '/subject') return json({ any_name: 'ey-subject-of-aurora' });
      if (request.url === '/v1/token') return json({ access_token: 'ya29.federated', token_type: 'Bearer', expires_in: 3600 });
      response.writeHead(400, { 'content-type': 'application/json' });
      const repeated = `${request.headers.authorization} was made from ey-subject-of-aurora`;
      response.end(JSON.stringify({ error: { code: 400, message: repeated, status: 'INVALID_ARGUMENT' } }));
    });
    const { finding, evidence } = await bench.examine(
      CREDENTIALS,
      federation(url, {
        service_account_impersonation_url: `${url}/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`,
        credential_source: { url: `${url}/subject`, format: { type: 'json', subject_token_field_name: 'any_name' } },
      }),
    );
    expect(evidence.exchanges.map(({ status }) => status)).toEqual([200, 200, 400]);
    expect(JSON.stringify({ finding, evidence })).not.toMatch(/ya29\.federated|ey-subject/);
    expect(evidence.exchanges.map(({ bodyText }) => bodyText)).toEqual([
      '{"any_name":"[redacted]"}',
      '{"access_token":"[redacted]","token_type":"Bearer","expires_in":3600}',
      expect.stringContaining('Bearer [redacted] was made from [redacted]'),
    ]);
  });

  it.each<[string, number, { status: string; details?: object[] }, object, string]>([
    [
      'may not act as its account asks for that right, not for a login',
      403,
      {
        status: 'PERMISSION_DENIED',
        details: [{ reason: 'IAM_PERMISSION_DENIED', metadata: { permission: 'iam.serviceAccounts.getAccessToken' } }],
      },
      { failure_class: 'permission', hint: { id: 'IMPERSONATION' } },
      `add-iam-policy-binding ${ROBOT} --member principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/subject/SUBJECT --role roles/iam.workloadIdentityUser`,
    ],
    [
      'is refused without a reason asks for that right too',
      403,
      { status: 'PERMISSION_DENIED' },
      { failure_class: 'permission', hint: { id: 'IMPERSONATION' } },
      ROBOT,
    ],
    [
      'meets an API that is off has it switched on, where Google looks for it',
      403,
      {
        status: 'PERMISSION_DENIED',
        details: [{ reason: 'SERVICE_DISABLED', metadata: { service: 'iamcredentials.googleapis.com', consumer: 'projects/4711' } }],
      },
      { failure_class: 'permission', hint: { id: 'SERVICE_DISABLED' } },
      'gcloud services enable iamcredentials.googleapis.com --project 4711',
    ],
    ['acts as an account that is gone is told so', 404, { status: 'NOT_FOUND' }, { failure_class: 'auth', hint: { id: 'SA_GONE' } }, ROBOT],
    ['is not known there is what it was before', 401, { status: 'UNAUTHENTICATED' }, { hint: { id: 'ADC_REFUSED' } }, 'Federation'],
    ['meets trouble there is in trouble that passes', 503, { status: 'UNAVAILABLE' }, { failure_class: 'server_error' }, 'status page'],
  ])('that %s', async (_, code, error, expected, step) => {
    const { url } = await serve((request, response) => {
      if (!request.url!.endsWith(':generateAccessToken')) return google(request, response);
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code, message: 'Nein.', ...error } }));
    });
    const impersonation = { service_account_impersonation_url: `${url}/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken` };
    const { finding } = await bench.examine(CREDENTIALS, federation(url, impersonation));
    expect(finding).toMatchObject({ status: 'fail', ...expected });
    expect(finding.hint!.steps[0]).toContain(step);
  });

  it('with a token in a plain text leaves nothing of it', async () => {
    const subject = `ey-subject-${'0123456789'.repeat(4)}`;
    const { url } = await serve((request, response) => {
      if (request.url === '/subject') return void response.writeHead(200, { 'content-type': 'text/plain' }).end(subject);
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: 'invalid_grant', error_description: `${subject} is not ours` }));
    });
    const { finding, evidence } = await bench.examine(CREDENTIALS, federation(url, { credential_source: { url: `${url}/subject` } }));
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'auth' });
    expect(evidence.exchanges.map(({ bodyText }) => bodyText)).toEqual(['[redacted]', expect.stringContaining('[redacted] is not ours')]);
    expect(JSON.stringify({ finding, evidence })).not.toContain('ey-subject');
  });

  it('that is not taken any more is looked for in its pool', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'invalid_target' }));
    });
    const { finding } = await bench.examine(CREDENTIALS, federation(url));
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'auth', hint: { id: 'ADC_REFUSED' } });
    expect(finding.hint!.steps[0]).toContain('Workload Identity Federation');
  });

  it('whose exchange hangs ends with the deadline', async () => {
    const { url } = await serve(() => {});
    const { finding } = await bench.examine(CREDENTIALS, federation(url), 300);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'timeout' });
  });

  it('whose own token is missing is told before anything is asked', async () => {
    const { url } = await serve(google);
    const { finding, evidence } = await bench.examine(CREDENTIALS, federation(url, { credential_source: { file: '/nowhere/token' } }));
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'config', hint: { id: 'ADC_FILE' } });
    expect(evidence.exchanges).toEqual([]);
  });
});

describe('an account that is attached to the machine', () => {
  const attached = (port: number, deadlineMs?: number) =>
    bench.examine(CREDENTIALS, { GOOGLE_SERVICE_ACCOUNT_JSON: '', GCE_METADATA_HOST: `127.0.0.1:${port}` }, deadlineMs);

  it('gets its token from the metadata server, recorded like all else', async () => {
    const asked: IncomingMessage[] = [];
    const { port } = await serve((request, response) => {
      asked.push(request);
      response.writeHead(200, { 'content-type': 'application/json', 'metadata-flavor': 'Google' });
      response.end(JSON.stringify({ access_token: 'ya29.attached', expires_in: 3599, token_type: 'Bearer' }));
    });
    const { finding, evidence } = await attached(port);
    expect(finding, finding.summary).toMatchObject({ status: 'ok' });
    expect(finding.summary).toMatch(/^Token for the machine’s default credentials, good until \d\d:\d\d UTC\.$/);
    expect(evidence.exchanges).toMatchObject([{ method: 'GET', host: `127.0.0.1:${port}`, status: 200 }]);
    expect(evidence.exchanges[0]!.bodyText).not.toContain('ya29.attached');
    expect(asked[0]!.url).toMatch(/^\/computeMetadata\/v1\/instance\/service-accounts\/default\/token\?scopes=/);
    expect(asked[0]!.headers).toMatchObject({ 'metadata-flavor': 'Google', 'user-agent': USER_AGENT });
  });

  const answering = async (status: number, body = '{}', headers = {}) =>
    attached(
      (await serve((_request, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body))).port,
    );

  it('is missing where the server knows none', async () => {
    const { finding } = await answering(404);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'config', hint: { id: 'ADC' } });
  });

  it.each([
    ['is busy', () => answering(503), 'server_error'],
    ['asks for patience', () => answering(503, '{}', { 'retry-after': '1' }), 'rate_limit'],
    ['is asked too often', () => answering(429), 'rate_limit'],
    ['breaks off', async () => attached((await serve((request) => request.socket.destroy())).port), 'connect'],
    ['takes no connection, where its address was set', async () => attached(await closedPort()), 'connect'],
    [
      'has a name that does not resolve',
      () => bench.examine(CREDENTIALS, { GOOGLE_SERVICE_ACCOUNT_JSON: '', GCE_METADATA_HOST: 'metadata.invalid' }),
      'dns',
    ],
  ])('whose server %s is in trouble that passes', async (_, examine, failureClass) => {
    const { finding } = await examine();
    expect(finding).toMatchObject({ status: 'fail', failure_class: failureClass });
    expect(isPassing(finding.failure_class!)).toBe(true);
    expect(JSON.stringify(finding.hint)).not.toContain('GOOGLE_TOKEN_URL');
  });

  it.each([
    ['what is no token', 200, 'UNREADABLE'],
    ['a refusal', 403, 'METADATA_ADDRESS'],
  ])('whose server gives %s is to be looked at there', async (_, status, id) => {
    const { finding } = await answering(status);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id } });
    expect(finding.hint!.steps.join()).toContain('GCE_METADATA_HOST');
  });

  it('is not waited for longer than the deadline', async () => {
    const { finding } = await attached((await serve(() => {})).port, 300);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'timeout' });
  });
});

describe('an assertion that is refused', () => {
  const refusing = async (date: Date, error = 'invalid_grant') => {
    const { url } = await serve((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json', date: date.toUTCString() });
      response.end(JSON.stringify({ error, error_description: 'Ungültig.' }));
    });
    return (await bench.examine(CREDENTIALS, { GOOGLE_TOKEN_URL: `${url}/token` })).finding;
  };
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);

  it.each([60, -60])('while the clocks differ by %d s tells of the clock, whatever the words', async (seconds) => {
    const finding = await refusing(inSeconds(seconds));
    expect(finding).toMatchObject({ status: 'unknown', failure_class: 'clock', hint: { id: 'CLOCK' } });
    expect(finding.summary).toMatch(seconds > 0 ? /is (59|60|61) s behind Google’s/ : /is (59|60|61) s ahead of Google’s/);
  });

  it.each([0, 20, -20])('while they differ by %d s tells of the key', async (seconds) => {
    expect(await refusing(inSeconds(seconds))).toMatchObject({ status: 'fail', failure_class: 'auth', hint: { id: 'SA_KEY' } });
  });

  it('for another reason has nothing to do with the clock', async () => {
    expect(await refusing(inSeconds(600), 'invalid_scope')).toMatchObject({ status: 'fail', failure_class: 'auth' });
  });
});
