import { expect, it } from 'vitest';
import type { Evidence } from '#activities/evidence.ts';
import { judgeLatency } from '#activities/judging/judge-latency.ts';
import { findingOf } from '#test/support/made-up.ts';

const usual = (ms: number, count = 10) => Array.from({ length: count }, () => ms);
function judged(
  took: number,
  okMs: number[],
  thresholds: Record<string, number> = {},
  status: Parameters<typeof findingOf>[0] = 'ok',
  more: object = {},
) {
  const timings = { dns: 5, tcp: 10, tls: 15, firstByte: took - 100, total: took };
  const evidence = { durationMs: took, exchanges: [{ host: 'api.example', timings }], afterwards: [], error: null };
  const rungs = (['http', 'auth', 'function'] as const).map((name) => ({ name, status: 'ok' as const, duration_ms: 1, detail: null }));
  return judgeLatency(
    { ...findingOf(status), cost_usd: 0.5, ...(status === 'ok' ? { rungs } : {}), ...more },
    evidence as unknown as Evidence<unknown>,
    {
      okMs,
      thresholds,
      doc: 'docs/x.md',
    },
  );
}

it.each([
  ['three times its usual', 3_000, usual(1_000), {}, 'ok'],
  ['more than that', 3_001, usual(1_000), {}, 'warn'],
  ['far above a tiny usual, but nobody minds', 1_000, usual(20), {}, 'ok'],
  ['above what nobody minds', 1_001, usual(20), {}, 'warn'],
  ['above a floor of its own', 1_500, usual(20), { slow_floor_ms: 2_000 }, 'ok'],
  ['a factor of its own', 2_100, usual(1_000), { slow_factor: 2 }, 'warn'],
  ['slow without a habit', 60_000, usual(20, 9), {}, 'ok'],
  ['its constant, without a habit', 5_000, [], { slow_ms: 5_000 }, 'ok'],
  ['above its constant, without a habit', 5_001, [], { slow_ms: 5_000 }, 'warn'],
  ['above its constant, though usual', 6_000, usual(6_000), { slow_ms: 5_000 }, 'warn'],
])('%s is judged by what is usual', (_, took, okMs, thresholds, status) => {
  expect(judged(took, okMs, thresholds)).toMatchObject({ status, failure_class: status === 'ok' ? null : 'slow' });
});

it('takes the p95 for what is usual: one good outcome that was slow changes nothing, two do', () => {
  expect(judged(2_000, [...usual(100, 29), 5_000]).status).toBe('warn');
  expect(judged(2_000, [...usual(100, 28), 5_000, 5_000]).status).toBe('ok');
});

it('says what is usual, where the time went, and keeps the cost and what was found', () => {
  const finding = judged(4_000, usual(900));
  expect(finding.summary).toBe('It was ok. But it took 4.0 s; it usually takes 900 ms at most.');
  expect(finding.hint!.steps[0]).toBe('Look where the 4.0 s went: api.example: 30 ms to connect, 3.9 s until it answered, 100 ms to read.');
  expect(finding).toMatchObject({ cost_usd: 0.5, metadata: { slow: { took_ms: 4_000, usual_p95_ms: 900, limit_ms: null } } });
  expect(finding.rungs.find(({ status }) => status === 'warn')!.name).toBe('function');
});

it('adds to what was found, and takes nothing from it: whose answer it speaks of, what was left out, which rungs were reached', () => {
  const reached = [
    { name: 'http' as const, status: 'ok' as const, duration_ms: 1, detail: null },
    { name: 'auth' as const, status: 'not_reached' as const, duration_ms: null, detail: null },
  ];
  const finding = judged(6_000, [], { slow_ms: 5_000 }, 'ok', {
    http_status: 200,
    request_id: 'r-1',
    metadata: { left: 'in' },
    rungs: reached,
  });
  expect(finding).toMatchObject({
    http_status: 200,
    request_id: 'r-1',
    rungs: [{ status: 'warn', detail: '6.0 s' }, { status: 'not_reached' }],
  });
  expect(Object.keys(finding.metadata)).toEqual(['left', 'slow']);
});

it.each(['warn', 'fail', 'skipped', 'unknown'] as const)('leaves what is %s as it is', (status) => {
  expect(judged(60_000, usual(10), { slow_ms: 1 }, status)).toEqual({ ...findingOf(status), cost_usd: 0.5 });
});
