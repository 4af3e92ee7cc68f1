import type { Evidence } from '#activities/evidence.ts';

const DAY_MS = 86_400_000;

/** Whole days until something ends, by the clock of whoever answered, else by ours; null where it never does or nobody tells. */
export function daysLeft(
  expiresAt: string | null,
  { exchanges, wallClock }: Pick<Evidence<unknown>, 'exchanges' | 'wallClock'>,
): number | null {
  const end = Date.parse(expiresAt ?? '');
  const theirs = Date.parse(exchanges.at(-1)?.headers['date'] ?? '');
  return Number.isNaN(end) ? null : Math.floor((end - (Number.isNaN(theirs) ? wallClock.getTime() : theirs)) / DAY_MS);
}
