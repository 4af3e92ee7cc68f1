/** Gives out places by key, at most so many at once; whoever waits is served in its order. */
export interface Places {
  /** Resolves to what gives the place back; null where none came free in time. Rejects with the signal's reason. */
  take(key: string, waiting: { withinMs: number; signal: AbortSignal }): Promise<(() => void) | null>;
}

export function createPlaces(limit: number): Places {
  const taken = new Map<string, number>();
  const queues = new Map<string, Set<() => void>>();

  /** Hands the place on to who has waited longest, or keeps it free. */
  function giveBack(key: string): void {
    const queue = queues.get(key);
    const [next] = queue ?? [];
    if (!next) return void taken.set(key, taken.get(key)! - 1);
    queue!.delete(next);
    next();
  }

  return {
    async take(key, { withinMs, signal }) {
      signal.throwIfAborted();
      const release = (): void => giveBack(key);
      const now = taken.get(key) ?? 0;
      if (now < limit) {
        taken.set(key, now + 1);
        return release;
      }
      const queue = queues.get(key) ?? new Set();
      queues.set(key, queue);
      const timeout = AbortSignal.timeout(withinMs);
      const isServed = await new Promise<boolean>((resolve) => {
        const serve = (): void => resolve(true);
        queue.add(serve);
        const leave = (): void => resolve(!queue.delete(serve));
        for (const one of [timeout, signal]) one.addEventListener('abort', leave, { once: true });
      });
      if (signal.aborted) {
        if (isServed) release();
        throw signal.reason;
      }
      return isServed ? release : null;
    },
  };
}
