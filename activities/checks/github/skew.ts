import type { Evidence, Exchange } from '#activities/evidence.ts';

/** GitHub's own time of an answer, in milliseconds; null where it does not say. */
export function timeOf(exchange: Exchange): number | null {
  const theirs = Date.parse(exchange.headers['date'] ?? '');
  return Number.isNaN(theirs) ? null : theirs;
}

/** How many seconds GitHub's clock is ahead of this machine's (negative: behind); 0 where GitHub does not say. */
export function skewSeconds(evidence: Evidence<unknown>, exchange: Exchange): number {
  const theirs = timeOf(exchange);
  return theirs === null ? 0 : Math.round((theirs - evidence.wallClock.getTime()) / 1000);
}
