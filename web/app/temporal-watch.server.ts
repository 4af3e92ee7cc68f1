const FRESH_MS = 5_000;
/** A page waits this long at most for Temporal's first answer. */
const PATIENCE_MS = 700;

/** Remembers whether Temporal answered a moment ago, so that no page waits for it. `onChange` is called when that turns. */
export function createTemporalWatch(ping: () => Promise<void>, onChange: () => void): { trouble(): Promise<string | null> } {
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

  return {
    async trouble() {
      if (performance.now() - askedAt > FRESH_MS) asking ??= ask();
      if (asking && askedAt === -Infinity) await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
      return known;
    },
  };
}
