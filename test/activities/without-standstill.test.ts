import { describe, expect, it } from 'vitest';
import type { Evidence } from '#activities/evidence.ts';
import { watchStandstill } from '#activities/watch-standstill.ts';
import { withoutStandstill } from '#activities/without-standstill.ts';
import { exchangeOf } from '#test/support/judge-made-up.ts';
import { findingOf } from '#test/support/made-up.ts';

const DEADLINE_MS = 10_000;
const trouble = { phase: 'http', code: 'UND_ERR_SOCKET', message: 'other side closed' } as const;
const judged = (status: Parameters<typeof findingOf>[0], more: Partial<Evidence<unknown>>): string => {
  const evidence = {
    answer: null,
    error: null,
    timedOut: false,
    exchanges: [exchangeOf('GET', 200)],
    afterwards: [],
    files: [],
    durationMs: 13_000,
    stoodStillMs: 12_000,
    wallClock: new Date(0),
    ...more,
  };
  const finding = withoutStandstill(findingOf(status), evidence, DEADLINE_MS);
  return `${finding.status}/${finding.failure_class}`;
};

describe('a worker that stood still', () => {
  it.each([
    ['is not told that the provider hangs', 'fail', { timedOut: true }, 'unknown/runner'],
    ['is not told that a connection broke', 'fail', { exchanges: [exchangeOf('GET', 200, { status: null, trouble })] }, 'unknown/runner'],
    ['is not told of a failure before any request', 'fail', { exchanges: [] }, 'unknown/runner'],
    ['is told what the provider refused', 'fail', {}, `fail/${findingOf('fail').failure_class}`],
    [
      'is told of a hang where it stood still for a moment only',
      'fail',
      { timedOut: true, stoodStillMs: 2_400 },
      `fail/${findingOf('fail').failure_class}`,
    ],
    [
      'is told of a hang where it did not stand still',
      'fail',
      { timedOut: true, stoodStillMs: undefined },
      `fail/${findingOf('fail').failure_class}`,
    ],
    ['keeps what went well', 'ok', { timedOut: true }, 'ok/null'],
  ] as const)('%s', (_what, status, more, outcome) => {
    expect(judged(status, more as Partial<Evidence<unknown>>)).toBe(outcome);
  });

  it('is seen to, and how long', async () => {
    const stoodStill = watchStandstill();
    await new Promise((resolve) => setTimeout(resolve, 5));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
    expect(stoodStill()).toBeGreaterThan(500);
    expect(watchStandstill()()).toBe(0);
  });
});
