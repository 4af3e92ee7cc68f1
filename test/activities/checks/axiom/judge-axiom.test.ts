import { describe, expect, it } from 'vitest';
import { judgeAxiom } from '#activities/checks/axiom/judge-axiom.ts';
import type { AxiomSettings } from '#activities/settings.ts';
import { axiomContext, axiomEvidence, axiomExchange } from '#test/support/axiom-evidence.ts';

const RESET = '2026-12-01T00:00:00.000Z';
const reset = String(Date.parse(RESET) / 1000);
const ASKED = { action: 'ingest into events', right: 'Ingest on events' };

function judged(status: number, message: string, more: { headers?: Record<string, string>; settings?: Partial<AxiomSettings> } = {}) {
  const headers = { 'content-type': 'application/json', ...more.headers };
  const evidence = axiomEvidence(null, [axiomExchange(status, { code: String(status), message }, { headers })]);
  return judgeAxiom(evidence, axiomContext('ingest', more.settings), 10_000, ASKED);
}
const steps = (finding: ReturnType<typeof judged>) => finding!.hint!.steps.join('\n');

describe('a refusal of Axiom’s', () => {
  it('with 401 names the token by its end, and the address it may belong to', () => {
    const finding = judged(401, 'forbidden');
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'auth', request_id: 'trace-1', hint: { id: 'AX_TOKEN' } });
    expect(steps(finding)).toContain('ends in 5678');
    expect(steps(finding)).toContain('https://api.eu.axiom.co');
  });

  it('of a personal token without an organisation asks for AXIOM_ORG_ID', () => {
    expect(steps(judged(401, 'forbidden', { settings: { token: 'xapt-12345678' } }))).toContain('AXIOM_ORG_ID');
  });

  it('with 403 names the right that the token lacks', () => {
    const finding = judged(403, 'forbidden');
    expect(finding).toMatchObject({ failure_class: 'permission', hint: { id: 'AX_403' } });
    expect(steps(finding)).toContain('needs Ingest on events');
  });

  it.each([
    ['no edge is set', null, 'set AXIOM_EDGE_URL'],
    ['one is set', 'https://eu-central-1.aws.edge.axiom.co', 'AXIOM_EDGE_URL, now https://eu-central-1.aws.edge.axiom.co'],
  ])('with 404 speaks of the edge as %s', (_what, edgeUrl, words) => {
    const finding = judged(404, 'dataset not found', { settings: { edgeUrl } });
    expect(finding).toMatchObject({ failure_class: 'not_found', hint: { id: 'AX_404' } });
    expect(steps(finding)).toContain(words);
  });

  it('with 400 that names two deployments is told by region, with the address to set', () => {
    const finding = judged(400, 'dataset region: cloud.eu-central-1.aws, deployment region: cloud.us-east-1.aws');
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'region', hint: { id: 'REGION' } });
    expect(finding!.hint!.steps[0]).toBe('Set AXIOM_EDGE_URL to https://eu-central-1.aws.edge.axiom.co; restart the worker.');
  });

  it('with 400 from the wrong edge of a dataset in US East 1 says that the edge may go', () => {
    const edgeUrl = 'https://eu-central-1.aws.edge.axiom.co';
    const finding = judged(400, 'dataset region: cloud.us-east-1.aws, deployment region: cloud.eu-central-1.aws', {
      settings: { edgeUrl },
    });
    expect(finding!.hint!.steps[0]).toContain(`Remove AXIOM_EDGE_URL, now ${edgeUrl}`);
  });

  it.each([400, 409, 413, 422])('with %i for a reason that we have no words for is told in its own', (status) => {
    const finding = judged(status, 'the body is too big');
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', http_status: status, hint: { id: 'AX_REFUSED' } });
    expect(finding!.summary).toBe(`Axiom refuses to ingest into events: HTTP ${status}, “the body is too big”.`);
    expect(steps(finding)).toContain('axiom.dataset');
    expect(steps(finding)).toContain('name the request trace-1');
  });

  it('of a check that axiom.dataset waits for sends nobody there', () => {
    const evidence = axiomEvidence(null, [axiomExchange(422, { message: 'no' })]);
    const finding = judgeAxiom(evidence, axiomContext('token'), 10_000, { action: 'list datasets', right: 'Datasets: Read' });
    expect(steps(finding)).not.toContain('axiom.dataset');
    expect(steps(finding)).toContain('AXIOM_URL, now https://api.axiom.co');
  });

  it.each([401, 403, 404, 413])('with %i in nobody’s form asks who answers there', (status) => {
    const exchange = axiomExchange(status, {}, { bodyText: 'go away', headers: { 'content-type': 'text/plain' } });
    const finding = judgeAxiom(axiomEvidence(null, [exchange]), axiomContext('ingest'), 10_000, ASKED);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'AX_REFUSED' } });
    expect(finding!.hint!.title).toBe('The refusal is not in Axiom’s form');
    expect(steps(finding)).toContain('proxy or gateway');
  });

  it('is none where the check has its answer', () => {
    const evidence = axiomEvidence({}, [axiomExchange(400, { message: 'unknown field' })]);
    expect(judgeAxiom(evidence, axiomContext('query_back'), 10_000, ASKED)).toBeNull();
  });
});

describe('a limit that is reached', () => {
  it.each([
    ['ingest', 'x-ingestlimit'],
    ['query', 'x-querylimit'],
  ])('of the plan’s %s is a quota, until the time it is reset', (name, prefix) => {
    const finding = judged(429, 'limit exceeded', { headers: { [`${prefix}-remaining`]: '0', [`${prefix}-reset`]: reset } });
    expect(finding).toMatchObject({ failure_class: 'quota', summary: `Axiom’s ${name} allowance is used up until ${RESET}.` });
    expect(steps(finding)).toContain(`Wait until ${RESET}`);
  });

  it('of the plan without a time ends with the billing period', () => {
    expect(steps(judged(429, 'limit exceeded', { headers: { 'x-querylimit-remaining': '0' } }))).toContain('end of the billing period');
  });

  it.each([
    ['user', 'Find what else uses the same token.'],
    ['organization', 'Find what else of your organisation'],
  ])('of requests, of this %s, passes with its time', (scope, words) => {
    const headers = { 'x-ratelimit-scope': scope, 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const finding = judged(429, 'rate limit exceeded', { headers });
    expect(finding).toMatchObject({ failure_class: 'rate_limit', hint: { id: 'RATE_LIMIT' } });
    expect(finding!.summary).toBe(`Axiom’s limit of 1000 requests a minute for this ${scope} is reached until ${RESET}.`);
    expect(steps(finding)).toContain(words);
  });

  it('that no header names is told as any 429', () => {
    expect(judged(429, 'too many', { headers: { 'x-ingestlimit-remaining': '5' } })).toMatchObject({ failure_class: 'rate_limit' });
  });
});

it('trouble at the edge’s address names the edge’s variable', () => {
  const edgeUrl = 'https://eu-central-1.aws.edge.axiom.co';
  const evidence = axiomEvidence(null, [
    axiomExchange(0, {}, { url: `${edgeUrl}/v1/ingest/events`, status: null, trouble: { phase: 'dns', code: 'ENOTFOUND', message: '' } }),
  ]);
  const finding = judgeAxiom(evidence, axiomContext('ingest', { edgeUrl }), 10_000, ASKED);
  expect(finding!.hint!.steps[0]).toContain('AXIOM_EDGE_URL');
});
