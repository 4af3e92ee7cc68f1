import { describe, expect, it } from 'vitest';
import { foldRollups, windowStart, type Rollup } from '#db/fold-rollups.ts';
import { SLOTS, slotOf } from '#db/latency-histogram.ts';

const NOW = new Date('2026-01-30T13:20:00Z');

function rollupOf(at: string, more: Partial<Rollup> = {}, latencies: readonly number[] = []): Rollup {
  const histogram = Array<number>(SLOTS).fill(0);
  for (const ms of latencies) histogram[slotOf(ms)]! += 1;
  return { bucket_start: new Date(at), ok: 0, warn: 0, fail: 0, skipped: 0, unknown: 0, histogram, ...more };
}

describe('a window', () => {
  it.each([
    [1, '2026-01-29T14:00:00.000Z', 24, '2026-01-30T14:00:00.000Z'],
    [7, '2026-01-23T18:00:00.000Z', 28, '2026-01-30T18:00:00.000Z'],
    [30, '2026-01-01T00:00:00.000Z', 30, '2026-01-31T00:00:00.000Z'],
    [90, '2025-11-02T00:00:00.000Z', 90, '2026-01-31T00:00:00.000Z'],
  ] as const)('of %d days begins %s, has %d buckets and ends %s', (days, first, count, last) => {
    const buckets = foldRollups([], days, NOW);
    expect(windowStart(days, NOW).toISOString()).toBe(first);
    expect([buckets[0]!.start.toISOString(), buckets.length, buckets.at(-1)!.end.toISOString()]).toEqual([first, count, last]);
  });

  it('shows where nothing ran', () => {
    expect(foldRollups([], 1, NOW)[5]).toMatchObject({ ok: 0, warn: 0, fail: 0, skipped: 0, unknown: 0, p50: null, p95: null });
  });
});

describe('a bucket', () => {
  it('holds the hours that lie in it, and no other', () => {
    const buckets = foldRollups(
      [
        rollupOf('2026-01-30T11:00:00Z', { fail: 1 }),
        rollupOf('2026-01-30T12:00:00Z', { ok: 2, unknown: 1 }, [100, 100]),
        rollupOf('2026-01-30T13:00:00Z', { ok: 1, warn: 1, skipped: 3 }, [100, 900]),
      ],
      7,
      NOW,
    );
    expect(buckets.at(-1)).toMatchObject({ ok: 3, warn: 1, fail: 0, skipped: 3, unknown: 1 });
    expect(buckets.at(-2)).toMatchObject({ ok: 0, fail: 1 });
  });

  it('says how long it took, by the histograms put together', () => {
    const [bucket] = foldRollups(
      [rollupOf('2026-01-30T12:00:00Z', {}, [900, 900, 900]), rollupOf('2026-01-30T13:00:00Z', {}, [100, 100])],
      7,
      NOW,
    ).slice(-1);
    expect([Math.round(bucket!.p50!), Math.round(bucket!.p95!)]).toEqual([1024, 1024]);
  });
});
