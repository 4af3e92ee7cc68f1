import type { HistoryBucket } from '#db/fold-rollups.ts';
import { took } from './times.ts';

/** What is drawn of the latencies of a window. The drawing is stretched to the place it gets; words stand beside it. */
export interface LatencyChart {
  width: number;
  height: number;
  /** What the upper edge stands for, in milliseconds. */
  topMs: number;
  p50: string;
  band: string;
  /** Stretches in which something failed, as bars at the foot. */
  failures: string;
  /** Stretches in which we could not look. */
  outages: { x: number; width: number }[];
  /** The same for those who don't see it. */
  words: string;
}

/** Width of a bucket. */
const STEP = 10;
const HEIGHT = 80;
/** A line of fewer buckets tells nothing. */
const FEWEST = 3;
const TOPS = [1, 2, 3, 4, 5, 6, 8, 10];

/** Draws half and 95 of 100 over time; null where there is too little to draw a line. The top is twice the usual or the peak, so that noise stays flat. */
export function latencyChart(buckets: readonly HistoryBucket[]): LatencyChart | null {
  const halves = buckets.flatMap(({ p50 }) => (p50 === null ? [] : [p50]));
  const peaks = buckets.flatMap(({ p95 }) => (p95 === null ? [] : [p95]));
  if (halves.length < FEWEST) return null;
  const topMs = niceTop(Math.max(2 * median(halves), ...peaks));
  const at = (index: number, ms: number): string => `${index * STEP + STEP / 2} ${round(HEIGHT * (1 - ms / topMs))}`;
  const runs = runsOf(buckets, ({ p50 }) => p50 !== null);
  const line = (of: 'p50' | 'p95', run: readonly number[]): string[] => {
    const points = run.map((index) => at(index, buckets[index]![of]!));
    const y = (point: string): string => point.split(' ')[1]!;
    // To the edges of its first and last bucket: a single one is a line too.
    return [`${run[0]! * STEP} ${y(points[0]!)}`, ...points, `${(run.at(-1)! + 1) * STEP} ${y(points.at(-1)!)}`];
  };
  return {
    width: buckets.length * STEP,
    height: HEIGHT,
    topMs,
    p50: runs.map((run) => `M${line('p50', run).join('L')}`).join(''),
    band: runs.map((run) => `M${[...line('p95', run), ...line('p50', run).reverse()].join('L')}z`).join(''),
    failures: buckets.map(({ fail }, index) => (fail > 0 ? `M${index * STEP + 1} ${HEIGHT - 6}h${STEP - 2}v6h-${STEP - 2}z` : '')).join(''),
    outages: runsOf(buckets, ({ p50, unknown }) => p50 === null && unknown > 0).map((run) => ({
      x: run[0]! * STEP,
      width: run.length * STEP,
    })),
    words: `Half took about ${took(median(halves))}, 95 of 100 about ${took(median(peaks))} at most. Table below.`,
  };
}

/** Stretches of neighbours for which it holds, as lists of their places. */
function runsOf(buckets: readonly HistoryBucket[], holds: (bucket: HistoryBucket) => boolean): number[][] {
  const runs: number[][] = [];
  for (const [index, bucket] of buckets.entries()) {
    if (!holds(bucket)) continue;
    if (runs.at(-1)?.at(-1) === index - 1) runs.at(-1)!.push(index);
    else runs.push([index]);
  }
  return runs;
}

/** The next number that can be halved and said. */
function niceTop(ms: number): number {
  const unit = 10 ** Math.floor(Math.log10(ms));
  return TOPS.find((top) => top * unit >= ms)! * unit;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
