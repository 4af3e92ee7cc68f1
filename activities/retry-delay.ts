import type { Evidence } from './evidence.ts';

const LONGEST_MS = 15_000;

/** How long to wait before the next attempt: what the provider asked for in Retry-After (seconds or a date), else 1, 2, 4 … s; at most 15 s, so that a run ends. */
export function retryDelayMs(evidence: Pick<Evidence<unknown>, 'exchanges' | 'wallClock'>, tries: number): number {
  const asked = evidence.exchanges.at(-1)?.headers['retry-after'];
  const seconds =
    asked === undefined ? NaN : /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - evidence.wallClock.getTime()) / 1000;
  const wait = Number.isFinite(seconds) ? seconds * 1000 : 1000 * 2 ** (tries - 1);
  return Math.min(Math.max(wait, 0), LONGEST_MS);
}
