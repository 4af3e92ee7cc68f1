/** What a page knows of the stream. */
export interface Liveness {
  /** The last moment at which the page was known to be live; null while it is. */
  lostAt: number | null;
  /** Since when the stream is sought; null while the page sleeps and seeks none. */
  soughtSince: number | null;
}

/** Live; not live for long enough to be worth a word; not live for so long that its lights are of the past. */
export type Phase = 'live' | 'lost' | 'old';

/** To come back from a short trouble, or from a sleep, takes a moment that nobody needs to hear of. */
const WORTH_A_WORD_MS = 2_000;
const OLD_MS = 30_000;

/** The page's phase at a moment. */
export function phaseOf({ lostAt, soughtSince }: Liveness, now: number): Phase {
  if (lostAt === null || soughtSince === null || now < Math.max(lostAt, soughtSince) + WORTH_A_WORD_MS) return 'live';
  return now < lostAt + OLD_MS ? 'lost' : 'old';
}

/** When the phase will turn if nothing is heard; null if it won't. */
export function turnsAt({ lostAt, soughtSince }: Liveness, now: number): number | null {
  if (lostAt === null || soughtSince === null) return null;
  return [Math.max(lostAt, soughtSince) + WORTH_A_WORD_MS, lostAt + OLD_MS].find((at) => at > now) ?? null;
}
