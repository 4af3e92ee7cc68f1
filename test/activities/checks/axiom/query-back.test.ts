import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Search } from '#activities/checks/axiom/find-event.ts';
import { axiomQueryBack } from '#activities/checks/axiom/query-back.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import type { Exchange } from '#activities/evidence.ts';
import { axiomSandbox } from '#scripts/sandbox/axiom.ts';
import { axiomContext, axiomEvidence, axiomExchange } from '#test/support/axiom-evidence.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const event = { _time: '2026-01-01T00:00:00.000Z', source: 'greenlight', probe_id: 'p', run_id: 'r' };
const status = { ingested: 1, failed: 0 };
const url = 'https://api.axiom.co/v1/datasets/_apl?nocache=true&format=tabular';
const taken = axiomExchange(200, status);
const told = axiomExchange(200, {}, { url });
const found: Search = { rows: [event], lagMs: 700, unseenMs: 5, queries: 2, isPartial: false, elapsedUs: 900 };
const lost: Search = { ...found, rows: [], lagMs: null, unseenMs: 27_500, queries: 10 };

function judged(search: Search | null, more: { exchanges?: Exchange[]; thresholds?: Record<string, number>; status?: object } = {}) {
  const evidence = axiomEvidence({ event, status: more.status ?? status, search }, more.exchanges ?? [taken, told]);
  return axiomQueryBack.judge(evidence, axiomContext('query_back', {}, { ...axiomQueryBack.thresholds, ...more.thresholds }));
}

describe('an event that is found', () => {
  it('soon is well, and says how soon', () => {
    const finding = judged(found);
    expect(finding).toMatchObject({ status: 'ok', summary: 'The event could be found 700 ms after Axiom took it.' });
    expect(finding.metadata).toMatchObject({ lag_ms: 700, unseen_ms: 5, queries: 2, rows: 1, is_partial: false, elapsed_us: 900 });
  });

  it.each([
    [10_000, {}, 'ok', null],
    [10_001, {}, 'warn', 'slow'],
    [30_000, {}, 'warn', 'slow'],
    [30_001, {}, 'fail', 'slow'],
    [600, { lag_warn_ms: 500 }, 'warn', 'slow'],
    [600, { lag_warn_ms: 100, lag_fail_ms: 500 }, 'fail', 'slow'],
    [20_000, { lag_warn_ms: 25_000 }, 'ok', null],
  ])('after %i ms with %o is %s', (lagMs, thresholds, outcome, failureClass) => {
    expect(judged({ ...found, lagMs }, { thresholds })).toMatchObject({ status: outcome, failure_class: failureClass });
  });

  it('in a part of the data is a warning', () => {
    expect(judged({ ...found, isPartial: true })).toMatchObject({
      status: 'warn',
      failure_class: 'wrong_result',
      hint: { id: 'AX_PARTIAL' },
    });
  });

  it.each(['source', 'run_id'])('with another %s is a mismatch that names it', (field) => {
    const finding = judged({ ...found, rows: [{ ...event, [field]: 'else' }] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'data_mismatch', hint: { id: 'AX_ALTERED' } });
    expect(finding.summary).toContain(field);
  });

  it('twice, for the SDK sent it again, is a warning that says so', () => {
    const finding = judged({ ...found, rows: [event, event] }, { exchanges: [axiomExchange(500, { message: 'oops' }), taken, told] });
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'server_error', hint: { id: 'RETRIED' } });
    expect(finding.summary).toContain('2 times');
  });

  it('late is told by the lag, not by the retry', () => {
    const finding = judged({ ...found, lagMs: 12_000 }, { exchanges: [axiomExchange(500, { message: 'oops' }), taken, told] });
    expect(finding.failure_class).toBe('slow');
  });
});

describe('an event that is not found', () => {
  it('is a wrong result that says how long it was looked for', () => {
    const finding = judged(lost);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'AX_LAG' } });
    expect(finding.summary).toBe('Axiom took the event, but 27.5 s and 10 queries later it cannot be found.');
  });

  it('by answers from a part of the data is told with that', () => {
    expect(judged({ ...lost, isPartial: true }).summary).toContain('from a part of the data only');
  });

  it('for the query is not understood is told by its reason', () => {
    const refused = axiomExchange(400, { code: '400', message: 'field probe_id not found' }, { url });
    const finding = judged(lost, { exchanges: [taken, refused] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'AX_QUERY' } });
    expect(finding.summary).toContain('field probe_id not found');
  });

  it('for it was rejected is told as by the ingest', () => {
    const finding = judged(null, { exchanges: [taken], status: { ingested: 0, failed: 1 } });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'AX_FIELDS' } });
  });
});

describe.each([
  ['central', () => ({}), '/v1/datasets/_apl'],
  ['edge', (origin: string) => ({ AXIOM_EDGE_URL: origin }), '/v1/query/_apl'],
] as const)('asked at the %s address', (_name, variables, path) => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(axiomSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());
  const examine = (deadlineMs?: number) => bench.examine('axiom.query_back', variables(bench.sandbox.variables['AXIOM_URL']!), deadlineMs);

  it('the event is asked for until it is there, and no longer', async () => {
    const { finding, evidence } = await examine();
    expect(finding.status, finding.summary).toBe('ok');
    expect(evidence.exchanges.map(({ url }) => new URL(url).pathname).slice(1)).toEqual([path, path]);
    expect(new URL(evidence.exchanges[1]!.url).searchParams.get('nocache')).toBe('true');
    const { lag_ms: lag, unseen_ms: unseen } = finding.metadata as { lag_ms: number; unseen_ms: number };
    expect(unseen).toBeLessThan(200);
    expect(lag).toBeGreaterThanOrEqual(200);
    expect(JSON.parse(Buffer.from(evidence.files[0]!.bytes).toString())).toMatchObject({ found: [{ source: 'greenlight' }], lag_ms: lag });
    expect(finding.metadata['limits']).toMatchObject({ ingest: { limit: 500_000_000 }, query: { limit: 36_000_000 } });
  });

  it('a token that may only ingest is told which right it lacks', async () => {
    await bench.sandbox.break('axiom.token_may_only_ingest');
    const { finding } = await examine();
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission', http_status: 403 });
    expect(finding.hint!.steps[0]).toContain('needs Query on greenlight-sandbox');
  });

  it('it gives up by itself, before its deadline, where nothing is ever found', async () => {
    await bench.sandbox.break('axiom.never_visible');
    const { finding, evidence } = await examine(2_500);
    expect(evidence.timedOut).toBe(false);
    expect(evidence.durationMs).toBeLessThan(2_500);
    expect(finding).toMatchObject({ failure_class: 'wrong_result', hint: { id: 'AX_LAG' }, metadata: { rows: 0, queries: 3 } });
  });

  it('an answer of the query that stumbled once is a warning, and the event is found', async () => {
    await bench.sandbox.break('axiom.stumbles');
    const { finding } = await examine();
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'server_error', metadata: { rows: 1 } });
  });
});
