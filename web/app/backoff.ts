const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to wait before trying again for the `tries`th time, the first being 0: doubling up to 30 seconds, and of that between half
 * and all, so that not every page comes back in the same moment. */
export function backoff(tries: number, random: number = Math.random()): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** tries) * (0.5 + random / 2);
}
