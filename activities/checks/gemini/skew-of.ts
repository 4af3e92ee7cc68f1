import type { Evidence, Exchange } from '#activities/evidence.ts';

/** How many seconds the host's clock is ahead of this machine's (negative: behind) by the `Date` of its answer; 0 where it does not say. */
export function skewOf({ headers, timings }: Exchange, { wallClock }: Evidence<unknown>): number {
  const theirs = Date.parse(headers['date'] ?? '');
  return Number.isNaN(theirs) ? 0 : Math.round((theirs - wallClock.getTime() - (timings.firstByte ?? 0)) / 1_000);
}
