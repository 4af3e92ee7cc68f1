import type { Counts } from '#workflows/core/status.ts';
import { percentile } from './latency-histogram.ts';

/** A stretch of a check's history: how its probes came out, and how long those that were judged took. */
export interface HistoryBucket extends Counts {
  start: Date;
  end: Date;
  /** Upper bounds in milliseconds: half took, and 95 of 100 took, at most so long. Null where nothing was judged. */
  p50: number | null;
  p95: number | null;
}

export interface Rollup extends Counts {
  bucket_start: Date;
  histogram: number[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long a window is, and into how many buckets of which rollups it is cut. */
export const WINDOWS = {
  1: { rollup: 'hour', bucketMs: HOUR_MS, buckets: 24 },
  7: { rollup: 'hour', bucketMs: 6 * HOUR_MS, buckets: 28 },
  30: { rollup: 'day', bucketMs: DAY_MS, buckets: 30 },
  90: { rollup: 'day', bucketMs: DAY_MS, buckets: 90 },
} as const;

export type WindowDays = keyof typeof WINDOWS;

/** When the first bucket of a window begins: buckets are whole in UTC, the last one holds `now`. */
export function windowStart(days: WindowDays, now: Date): Date {
  const { bucketMs, buckets } = WINDOWS[days];
  return new Date(Math.floor(now.getTime() / bucketMs) * bucketMs - (buckets - 1) * bucketMs);
}

/** Puts hours or days together to the buckets of a window, oldest first; those in which nothing ran are there too. */
export function foldRollups(rollups: readonly Rollup[], days: WindowDays, now: Date): HistoryBucket[] {
  const { bucketMs, buckets } = WINDOWS[days];
  const first = windowStart(days, now).getTime();
  return Array.from({ length: buckets }, (_, index) => {
    const start = first + index * bucketMs;
    const within = rollups.filter(({ bucket_start: at }) => at.getTime() >= start && at.getTime() < start + bucketMs);
    const sum = (of: keyof Counts): number => within.reduce((total, rollup) => total + rollup[of], 0);
    const histogram = within.reduce<number[]>((merged, rollup) => rollup.histogram.map((count, slot) => count + (merged[slot] ?? 0)), []);
    return {
      start: new Date(start),
      end: new Date(start + bucketMs),
      ok: sum('ok'),
      warn: sum('warn'),
      fail: sum('fail'),
      skipped: sum('skipped'),
      unknown: sum('unknown'),
      p50: percentile(histogram, 0.5),
      p95: percentile(histogram, 0.95),
    };
  });
}
