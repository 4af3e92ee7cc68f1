import { expect, it } from 'vitest';
import { rungsOf } from '#activities/judging/rungs.ts';
import { exchangeOf } from '#test/support/judge-made-up.ts';
import type { Evidence } from '#activities/evidence.ts';

const took = (timings: Evidence<unknown>['exchanges'][number]['timings']) => {
  const evidence = { exchanges: [exchangeOf('GET', 200, { timings })], durationMs: 90 } as unknown as Evidence<unknown>;
  return Object.fromEntries(rungsOf(evidence, null).map(({ name, duration_ms }) => [name, duration_ms]));
};

it('each rung is told how long it took itself: the answer without the way to the host', () => {
  expect(took({ dns: 5, tcp: 10, tls: 15, firstByte: 70, total: 80 })).toMatchObject({ dns: 5, tcp: 10, tls: 15, http: 40 });
});

it('an answer over a connection that stood already took all of the time, and none took none', () => {
  expect(took({ dns: null, tcp: null, tls: null, firstByte: 70, total: 80 })).toMatchObject({ http: 70 });
  expect(took({ dns: 5, tcp: 10, tls: 15, firstByte: null, total: 80 })).toMatchObject({ http: null });
});
