import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { githubAppToken } from '#activities/checks/github/app-token.ts';
import { githubApp } from '#activities/checks/github/client.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { well } from '#activities/judging/findings.ts';
import { githubSandbox } from '#scripts/sandbox/github.ts';
import { listeningTo, misfits, openContract, type Said, type Sent } from '#test/support/openapi-contract.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const document = JSON.parse(readFileSync(new URL('../fixtures/contracts/github/api.github.com.cut.json', import.meta.url), 'utf8'));
// Where GitHub's own 301 leads: by its documentation of redirections, to the repository by its number. The document lists no such path.
document.paths['/repositories/{repository_id}'] = {
  get: {
    parameters: [{ name: 'repository_id', in: 'path', required: true, schema: { type: 'integer' } }],
    responses: document.paths['/repos/{owner}/{repo}'].get.responses,
  },
};
const basicError = document.components.schemas['basic-error'];
const text = { type: 'string' };
const blocked = {
  type: 'object',
  required: ['message', 'block'],
  properties: { message: text, block: { type: 'object', properties: { reason: text, created_at: text, html_url: text } } },
};
const contract = openContract(document, {
  beyond: [
    ...(
      [
        ['GET /app', [401, 403, 404]],
        ['GET /app/installations/{installation_id}', [401, 403]],
        ['GET /rate_limit', [401, 403]],
        ['GET /repos/{owner}/{repo}', [401]],
        ['GET /repos/{owner}/{repo}/commits/{ref}', [401, 403]],
        ['GET /app/hook/config', [401, 403, 404]],
        ['GET /app/hook/deliveries', [401, 403, 404]],
      ] as const
    ).map(([operation, statuses]) => ({
      operation,
      statuses: [...statuses],
      schema: basicError,
      source:
        'The document lists only what goes well; GitHub’s documentation (troubleshooting, rate limits) tells of these for every path.',
    })),
    {
      operation: 'GET /repos/{owner}/{repo}',
      statuses: [451],
      schema: blocked,
      source: 'github/rest-api-description issue 3314: the answer of a repository that was taken down, which the document lacks.',
    },
    {
      operation: 'DELETE /installation/token',
      statuses: [503],
      schema: basicError,
      source: 'Made up: any server may be out of order.',
    },
  ],
});

const MINT = 'POST /app/installations/{installation_id}/access_tokens';

const MINTS = 'POST /app/installations/815/access_tokens';
const HANDS_BACK = 'DELETE /installation/token';
/** Those that speak HTTP with the API itself. */
const ASKING = CAPABILITIES.filter(({ kind, capability }) => kind === 'github' && capability !== 'network').map(
  ({ capability }) => `github.${capability}`,
);

/** Asks for a token as the product may: with permissions of its own choice. */
const asking = (capability: string, permissions: Record<string, 'read' | 'write'>) => ({
  ...githubAppToken,
  capability,
  probe: (...[tools, settings]: Parameters<typeof githubAppToken.probe>) =>
    githubApp(tools, settings).octokit.request(MINT, {
      installation_id: settings.installationId,
      permissions,
      repository_ids: [1],
    }) as never,
  judge: (evidence: Parameters<typeof githubAppToken.judge>[0]) => well(evidence, { summary: 'asked' }),
});

describe('the sandbox GitHub, asked by the real SDK', () => {
  const { provider, heard } = listeningTo(githubSandbox);
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(provider, [
      ...CAPABILITIES,
      asking('asks_less', { contents: 'read' }),
      asking('asks_more', { issues: 'write' }),
    ]);
  });
  afterAll(() => bench.close());
  beforeEach(() => void heard.splice(0));

  const said = () => heard.map(({ method, url }) => `${method} ${url.pathname}`);

  it.each([
    ['github.app', ['GET /app']],
    ['github.installation', ['GET /app/installations/815']],
    ['github.app_token', [MINTS, HANDS_BACK]],
    ['github.permissions', ['GET /app/installations/815', 'GET /app']],
    ['github.rate_limit', [MINTS, 'GET /rate_limit', HANDS_BACK]],
    ['github.repository', [MINTS, 'GET /repos/acme/widgets', 'GET /repos/acme/widgets/commits/main', HANDS_BACK]],
    ['github.webhook', ['GET /app/hook/config']],
    ['github.deliveries', ['GET /app/hook/deliveries']],
  ])('keeps the contract both ways while %s is well', async (check, asked) => {
    const { finding, evidence } = await bench.examine(check);
    expect(finding.status, finding.summary).toBe('ok');
    expect(said()).toEqual(asked);
    expect(misfits(contract, heard, [...evidence.exchanges, ...evidence.afterwards])).toEqual([]);
  });

  it.each(githubSandbox.faults.flatMap(({ id }) => ASKING.map((check) => [id, check] as const)))(
    'keeps the contract both ways under %s, asked by %s',
    async (fault, check) => {
      await bench.sandbox.break(fault);
      const { evidence } = await bench.examine(check).finally(() => bench.sandbox.heal());
      expect(heard.length).toBeGreaterThan(0);
      expect(misfits(contract, heard, [...evidence.exchanges, ...evidence.afterwards])).toEqual([]);
    },
  );

  it.each([
    ['gives a token with fewer permissions', 'github.asks_less', 201],
    ['refuses permissions that were not granted', 'github.asks_more', 422],
  ])('%s within the contract', async (_does, check, status) => {
    const { evidence } = await bench.examine(check);
    expect(evidence.exchanges.map((exchange) => exchange.status)).toEqual([status]);
    expect(heard[0]!.body.length).toBeGreaterThan(0);
    expect(misfits(contract, heard, [...evidence.exchanges, ...evidence.afterwards])).toEqual([]);
  });
});

describe('GitHub’s contract, read strictly,', () => {
  const INSTALLATION = '/app/installations/815/access_tokens';
  const ask = (path: string, more: Partial<Sent> & { json?: unknown } = {}): string[] =>
    contract.request({
      method: 'POST',
      url: new URL(path, 'https://api.github.com'),
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: Buffer.from(more.json === undefined ? '' : JSON.stringify(more.json)),
      ...more,
    });
  const answer = (json: unknown, more: Partial<Said> & { method?: string; path?: string } = {}): string[] =>
    contract.response(
      { method: more.method ?? 'POST', url: new URL(more.path ?? INSTALLATION, 'https://api.github.com') },
      { status: 201, contentType: 'application/json; charset=utf-8', text: JSON.stringify(json), ...more },
    );
  const token = { token: 'ghs_1', expires_at: '2026-01-01T01:00:00Z' };

  it('takes what fits', () => {
    expect(ask(INSTALLATION)).toEqual([]);
    expect(ask(INSTALLATION, { json: { repository_ids: [1], permissions: { contents: 'read' } } })).toEqual([]);
    expect(answer(token)).toEqual([]);
    expect(answer(null, { method: 'GET', path: '/app', status: 200 })).toEqual([]);
    expect(answer(null, { method: 'DELETE', path: '/installation/token', status: 204, text: null, contentType: null })).toEqual([]);
  });

  it.each([
    ['an unlisted path', () => ask('/app/hook/config/secret'), 'lists no POST /app/hook/config/secret'],
    ['an unlisted method', () => ask(INSTALLATION, { method: 'PUT' }), 'lists no PUT'],
    ['an unlisted query', () => ask(`${INSTALLATION}?page=2`), 'additional properties: page'],
    ['a number in the path that is none', () => ask(INSTALLATION.replace('815', 'acme')), '/installation_id must be integer'],
    ['a field that nobody knows', () => ask(INSTALLATION, { json: { scope: 'all' } }), 'additional properties: scope'],
    ['such a field further in', () => ask(INSTALLATION, { json: { permissions: { cake: 'read' } } }), 'additional properties: cake'],
    ['a wrong type', () => ask(INSTALLATION, { json: { repository_ids: ['1'] } }), '/repository_ids/0 must be integer'],
    ['a level that does not exist', () => ask(INSTALLATION, { json: { permissions: { contents: 'admin' } } }), '/permissions/contents'],
    ['a body where none is taken', () => ask('/installation/token', { method: 'DELETE', json: {} }), 'takes no body'],
    ['another type of body', () => ask(INSTALLATION, { json: {}, headers: { 'content-type': 'text/plain' } }), 'type text/plain is not'],
    ['half a body', () => ask(INSTALLATION, { body: Buffer.from('{') }), 'JSON'],
  ])('refuses a request with %s', (_what, complaints, words) => {
    expect(complaints()).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ['an unlisted status', () => answer(token, { status: 418 }), 'lists no answer 418'],
    ['a field that nobody knows', () => answer({ ...token, cake: 1 }), 'additional properties: cake'],
    ['such a field further in', () => answer({ ...token, permissions: { cake: 'read' } }), 'additional properties: cake'],
    ['a required field missing', () => answer({ token: 'ghs_1' }), "required property 'expires_at'"],
    ['a wrong type', () => answer({ ...token, token: 1 }), '/token must be string'],
    ['a null where none may be', () => answer({ ...token, single_file: null }), '/single_file must be string'],
    ['another content type', () => answer(token, { contentType: 'text/html' }), 'type text/html is not'],
    ['no body at all', () => answer(token, { text: null }), 'JSON'],
    ['a body behind 204', () => answer({}, { method: 'DELETE', path: '/installation/token', status: 204 }), 'has no body'],
    ['an error of another shape', () => answer({ error: 'no' }, { method: 'GET', path: '/app', status: 404 }), 'properties: error'],
  ])('refuses an answer with %s', (_what, complaints, words) => {
    expect(complaints()).toEqual([expect.stringContaining(words)]);
  });

  it('refuses an exception for what the document lists already', () => {
    const beyond = [{ operation: MINT, statuses: [403], schema: basicError, source: 'none' }];
    expect(() => openContract(document, { beyond })).toThrow('needs no such exception');
  });
});
