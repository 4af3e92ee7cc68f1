import { listenForChanges } from '#db/listen.ts';

/** Tells whoever listens that something changed; never what. */
export interface ChangeFeed {
  /** Calls `listener` on every change until the returned function is called. */
  subscribe(listener: () => void): () => void;
  tell(): void;
  /** True while somebody listens. */
  isFollowed(): boolean;
  close(): Promise<void>;
}

/** One LISTEN connection of this process, shared by all streams; opened for the first of them, and sought again for ever where it cannot be had. */
export function createChangeFeed(url: string, listen: typeof listenForChanges = listenForChanges): ChangeFeed {
  const listeners = new Set<() => void>();
  let listening: Promise<{ close(): Promise<void> } | null> | null = null;
  let closed = false;
  const tell = (): void => listeners.forEach((listener) => listener());

  async function open(): Promise<{ close(): Promise<void> } | null> {
    for (let wait = 200; !closed; wait = Math.min(wait * 2, 5_000)) {
      try {
        const connection = await listen(url, tell);
        if (wait > 200) tell();
        return connection;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
      }
    }
    return null;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      listening ??= open();
      return () => void listeners.delete(listener);
    },
    tell,
    isFollowed: () => listeners.size > 0,
    async close() {
      closed = true;
      await (await Promise.race([listening, new Promise<null>((resolve) => setTimeout(resolve, 500, null).unref())]))?.close();
    },
  };
}
