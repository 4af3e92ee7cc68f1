import { describe, expect, it } from 'vitest';
import { percentile, SLOTS, slotOf, upperBound } from '#db/latency-histogram.ts';

function histogramOf(latencies: readonly number[]): number[] {
  const histogram = Array<number>(SLOTS).fill(0);
  for (const ms of latencies) histogram[slotOf(ms)]! += 1;
  return histogram;
}

describe('a bucket', () => {
  it.each([
    [0, 0],
    [0.99, 0],
    [1, 1],
    [1.41, 1],
    [1.42, 2],
    [2, 3],
    [1000, 20],
    [720_000, 39],
    [1e12, 39],
  ])('of %d ms is number %d', (ms, slot) => expect(slotOf(ms)).toBe(slot));

  it('holds what lies below its upper bound and not below the one before', () => {
    for (const ms of [0.5, 1, 3, 17, 250, 4_000, 99_999]) {
      const slot = slotOf(ms);
      expect(ms).toBeLessThan(upperBound(slot) * 1.000001);
      if (slot > 0) expect(ms).toBeGreaterThanOrEqual(upperBound(slot - 1) * 0.999999);
    }
  });
});

describe('a percentile', () => {
  it('is never too low and at most √2 too high', () => {
    const latencies = Array.from({ length: 1000 }, (_, index) => 5 + index * 3);
    const histogram = histogramOf(latencies);
    for (const share of [0.5, 0.95, 0.99]) {
      const exact = latencies[Math.ceil(share * latencies.length) - 1]!;
      expect(percentile(histogram, share)).toBeGreaterThanOrEqual(exact);
      expect(percentile(histogram, share)).toBeLessThanOrEqual(exact * Math.SQRT2 * 1.001);
    }
  });

  it('of nothing is nothing', () => expect(percentile(histogramOf([]), 0.5)).toBeNull());
});
