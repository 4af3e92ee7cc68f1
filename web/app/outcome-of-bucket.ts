import type { HistoryBucket } from '#db/fold-rollups.ts';
import type { Counts, Status } from '#workflows/core/status.ts';

const WORDS: Record<Status, string> = { ok: 'ok', warn: 'warned', fail: 'failed', unknown: 'not judged', skipped: 'skipped' };

/** What the bar of a stretch shows: its worst verdict, and that we could not judge where that was so more often than not. Null: nothing ran. */
export function outcomeOfBucket({ ok, warn, fail, skipped, unknown }: Counts): Status | null {
  if (fail > 0) return 'fail';
  if (warn > 0) return 'warn';
  if (unknown > ok) return 'unknown';
  if (ok > 0) return 'ok';
  return skipped > 0 ? 'skipped' : null;
}

/** The stretch in words: “8 Jan: 23 ok, 1 failed”. */
export function bucketWords(bucket: HistoryBucket): string {
  return `${spanWords(bucket)}: ${countWords(bucket)}`;
}

/** How many came out how: “23 ok, 1 failed”. */
export function countWords(counts: Counts): string {
  const some = (['ok', 'warn', 'fail', 'unknown', 'skipped'] as const).filter((status) => counts[status] > 0);
  return some.map((status) => `${counts[status]} ${WORDS[status]}`).join(', ') || 'nothing ran';
}

/** When a stretch was, in UTC: a day by its date, shorter ones by when they began. */
export function spanWords({ start, end }: Pick<HistoryBucket, 'start' | 'end'>): string {
  const day = dayWords(start);
  return end.getTime() - start.getTime() >= 86_400_000 ? day : `${day} ${start.toISOString().slice(11, 16)}`;
}

/** A date in UTC, as short as it can be said: “8 Jan”. */
export function dayWords(at: Date): string {
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
