/** Number of buckets; the widths grow by √2 from 1 ms, so that the last begins at about 12 minutes. */
export const SLOTS = 40;

/** The bucket of a latency in milliseconds. Histograms of any two stretches of time are merged by adding bucket by bucket. */
export function slotOf(ms: number): number {
  return ms < 1 ? 0 : Math.min(SLOTS - 1, 1 + Math.floor(2 * Math.log2(ms)));
}

/** The upper bound of a bucket, in milliseconds. */
export function upperBound(slot: number): number {
  return 2 ** (slot / 2);
}

/** The latency below which the given share (0–1) of what was counted lies: the bucket's upper bound, so at most √2 too high. Null where nothing was counted. */
export function percentile(histogram: readonly number[], share: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const [slot, count] of histogram.entries()) {
    seen += count;
    if (seen >= share * total) return upperBound(slot);
  }
  return upperBound(SLOTS - 1);
}
