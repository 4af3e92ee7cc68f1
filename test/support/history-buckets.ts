import type { HistoryBucket } from '#db/fold-rollups.ts';

const DAY_MS = 86_400_000;

/** Days in a row with these outcomes and latencies. */
export function bucketsOf(days: readonly Partial<HistoryBucket>[], lengthMs = DAY_MS): HistoryBucket[] {
  const first = Date.UTC(2026, 0, 8);
  return days.map((day, index) => ({
    start: new Date(first + index * lengthMs),
    end: new Date(first + (index + 1) * lengthMs),
    ok: 0,
    warn: 0,
    fail: 0,
    skipped: 0,
    unknown: 0,
    p50: null,
    p95: null,
    ...day,
  }));
}
