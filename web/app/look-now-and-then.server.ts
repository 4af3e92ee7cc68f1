import { isDeepStrictEqual } from 'node:util';

/** A page waits this long at most for an answer. */
const PATIENCE_MS = 700;

export interface Look<T> {
  /** What is known, asked anew where that is no longer fresh; waits for the answer, but not for long. */
  known(): Promise<T>;
  /** Asks again where what is known is no longer fresh; waits for nothing. */
  look(): void;
}

interface Looking<T> {
  /** Must not reject: trouble is an answer too. */
  ask(): Promise<T>;
  /** What is known before the first answer. */
  first: T;
  /** Called when the answer turns. */
  onChange(): void;
  freshMs: number;
}

/** Remembers what was answered a moment ago, so that pages hardly wait for whoever is asked. */
export function lookNowAndThen<T>({ ask, first, onChange, freshMs }: Looking<T>): Look<T> {
  let known = first;
  let askedAt = -Infinity;
  let asking: Promise<void> | null = null;

  async function askNow(): Promise<void> {
    const before = known;
    known = await ask();
    askedAt = performance.now();
    asking = null;
    if (!isDeepStrictEqual(known, before)) onChange();
  }

  function look(): void {
    if (performance.now() - askedAt > freshMs) asking ??= askNow();
  }

  return {
    look,
    async known() {
      look();
      if (asking) await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
      return known;
    },
  };
}
