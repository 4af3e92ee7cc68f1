import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ownToken } from '#activities/checks/axiom/own-token.ts';
import { axiomToken } from '#activities/checks/axiom/token.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { axiomSandbox } from '#scripts/sandbox/axiom.ts';
import type { SandboxProvider } from '#scripts/sandbox/provider.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const token = (expiresAt: string | null | undefined, rights: Record<string, string[]> = { apiTokens: ['read'] }) => ({
  id: 'x',
  name: 'x',
  datasetCapabilities: { logs: { ingest: ['create'], query: ['read'], virtualFields: ['read', 'update'] } },
  orgCapabilities: rights,
  expiresAt,
});

describe('of all the tokens of an organisation', () => {
  it('ours is the one that may list them', () => {
    expect(
      ownToken([token('2027-01-01T00:00:00Z', {}), token('2026-03-01T00:00:00+01:00', { apiTokens: ['read'], datasets: ['read'] })]),
    ).toEqual({
      expires_at: '2026-02-28T23:00:00.000Z',
      may: ['ingest into logs', 'query logs', 'read, update virtual fields of logs', 'read API tokens', 'read datasets'],
    });
  });

  it.each<[string, unknown]>([
    ['several may list them', [token('2026-03-01T00:00:00Z'), token(null)]],
    ['none may, by the list', [token(null, { apiTokens: ['create'] })]],
    ['there is none', []],
    ['it is no list', { message: 'forbidden' }],
    ['it was not given', null],
    ['it has another shape', [{ orgCapabilities: { apiTokens: 'read' } }]],
  ])('ours is not guessed where %s', (_, list) => expect(ownToken(list)).toBeNull());

  it.each([
    [null, 'never'],
    [undefined, null],
    ['0001-01-01T00:00:00Z', null],
    ['one day', null],
  ])('one that ends %s ends %s', (expiresAt, end) => expect(ownToken([token(expiresAt)])!.expires_at).toBe(end));
});

describe('asked for the list of tokens', () => {
  /** In the place of what Axiom says of tokens; null: it closes the connection. */
  let instead: { status: number; body: string } | null | undefined;
  const provider: SandboxProvider = {
    ...axiomSandbox,
    hosts: (world) =>
      axiomSandbox.hosts(world).map((host) => ({
        ...host,
        handle(request, response) {
          if (request.url.pathname !== '/v2/tokens' || instead === undefined) return host.handle(request, response);
          if (instead === null) return void request.raw.socket.destroy();
          response.writeHead(instead.status, { 'content-type': 'application/json' }).end(instead.body);
        },
      })),
  };
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(provider, CAPABILITIES);
  });
  afterEach(() => {
    instead = undefined;
    return bench.sandbox.heal();
  });
  afterAll(() => bench.close());
  const asked = (variables = {}) => bench.examine('axiom.token', variables);

  it('Axiom tells what the token may do and when it ends, and nothing is kept of the others', async () => {
    const { finding, evidence } = await asked();
    expect(finding).toMatchObject({ status: 'ok', metadata: { afterwards: [{ status: 200, bodyText: null }] } });
    expect(JSON.stringify(finding)).not.toContain('Shipper');
    const told = axiomToken.credential!(evidence.answer as never, {} as never);
    expect(told.may).toEqual(['ingest into greenlight-sandbox', 'query greenlight-sandbox', 'read datasets', 'read API tokens']);
    expect(Date.parse(told.expires_at!)).toBeGreaterThan(Date.now() + 60 * 86_400_000);
  });

  it('Axiom tells an end that is near: a warning that names the variable and the day', async () => {
    await bench.sandbox.break('axiom.token_expiring');
    const { finding } = await asked();
    const day = new Date(Date.now() + 5.5 * 86_400_000).toISOString().slice(0, 10);
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'expiring', hint: { id: 'EXPIRING' } });
    expect(finding.hint!.title).toContain('AXIOM_TOKEN');
    expect(finding.hint!.steps.join(' ')).toContain(day);
  });

  it.each([
    ['a 403', { status: 403, body: '{"code":"403","message":"forbidden"}' }],
    ['a 500', { status: 500, body: '{"code":"500","message":"internal server error"}' }],
    ['a page', { status: 200, body: '<!doctype html>' }],
    ['nothing', { status: 200, body: '' }],
    ['a closed connection', null],
  ])('%s harms nobody', async (_, said) => {
    instead = said;
    const { finding, evidence } = await asked();
    expect(finding).toMatchObject({ status: 'ok', failure_class: null, http_status: 200 });
    expect(evidence.afterwards).toHaveLength(1);
    expect(axiomToken.credential!(evidence.answer as never, {} as never)).toEqual({ may: ['read datasets'] });
  });

  it('a personal token is not: it is none of them', async () => {
    const other = await openProviderBench(axiomSandbox, CAPABILITIES, { axiomToken: 'xapt-0123456789abcdef' });
    const { finding, evidence } = await other.examine('axiom.token').finally(() => other.close());
    expect(finding).toMatchObject({ status: 'warn', hint: { id: 'AX_PAT' } });
    expect(evidence.afterwards).toEqual([]);
  });
});
