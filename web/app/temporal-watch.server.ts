/** What is known for longer than this is asked anew. */
const FRESH_MS = 2_000;
/** A page waits this long at most for Temporal's answer. */
const PATIENCE_MS = 700;

export interface TemporalWatch {
  /** What is the matter with Temporal, in a sentence; null while it answers. */
  trouble(): Promise<string | null>;
  /** Looks again where what is known is no longer fresh; waits for nothing. */
  look(): void;
}

/** Remembers whether Temporal answered a moment ago, so that pages hardly wait for it. `onChange` is called when that turns. */
export function createTemporalWatch(ping: () => Promise<void>, onChange: () => void, freshMs = FRESH_MS): TemporalWatch {
  let known: string | null = null;
  let askedAt = -Infinity;
  let asking: Promise<void> | null = null;

  async function ask(): Promise<void> {
    const before = known;
    known = await ping().then(
      () => null,
      () => 'Temporal does not answer, so nothing can run.',
    );
    askedAt = performance.now();
    asking = null;
    if (known !== before) onChange();
  }

  function look(): void {
    if (performance.now() - askedAt > freshMs) asking ??= ask();
  }

  return {
    look,
    async trouble() {
      look();
      if (asking) await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
      return known;
    },
  };
}
