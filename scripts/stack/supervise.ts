import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from './start-process.ts';

export interface Part {
  name: string;
  /** Resolves once it is ready. A part that is told to stop while it comes up ends, and rejects. */
  start(stopping: AbortSignal): Promise<RunningProcess>;
}

export interface Supervision {
  /** Parts in the order in which they came up. */
  parts(): { name: string; running: RunningProcess }[];
  /** Stops all in reverse order. What dies from now on is not started again. */
  stop(): Promise<void>;
}

export interface Watching {
  onUp(part: string, ms: number): void;
  /** A part died and will be started again in `againInMs`. */
  onDeath(part: string, how: string, againInMs: number): void;
  onBack(part: string): void;
  /** The parts' processes changed: somebody may want to write them down. */
  onChange(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A part that lived this long starts its waiting anew. */
const STEADY_MS = 60_000;

/** Starts the parts one after the other, each when the one before is ready, and keeps them alive: a part that dies is started again,
 * at once at first, then with growing waits. Rejects, with everything stopped, where a part does not come up the first time. */
export async function supervise(parts: readonly Part[], watching: Watching): Promise<Supervision> {
  const running = new Map<string, RunningProcess>();
  const restarts = new Set<Promise<unknown>>();
  const told = new AbortController();
  const { signal } = told;

  const stop = async (): Promise<void> => {
    told.abort();
    // Who comes up right now ends at once, or is running in a moment and is stopped with the others.
    await Promise.allSettled(restarts);
    for (const [, part] of [...running].reverse()) await part.stop();
  };

  for (const part of parts) {
    const began = performance.now();
    try {
      const process = await startPart(part);
      watching.onUp(part.name, performance.now() - began);
      void keepAlive(part, process);
    } catch (error) {
      await stop();
      throw error;
    }
    if (signal.aborted) break;
  }
  return { parts: () => [...running].map(([name, process]) => ({ name, running: process })), stop };

  async function startPart(part: Part): Promise<RunningProcess> {
    const process = await part.start(signal);
    running.set(part.name, process);
    watching.onChange();
    return process;
  }

  async function keepAlive(part: Part, first: RunningProcess): Promise<void> {
    let wait = FIRST_WAIT_MS;
    for (let process = first; ;) {
      const born = performance.now();
      const how = await process.exited;
      if (signal.aborted) return;
      if (performance.now() - born > STEADY_MS) wait = FIRST_WAIT_MS;
      const next = await startAgain(part, how, () => {
        const now = wait;
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
        return now;
      });
      if (!next) return;
      process = next;
    }
  }

  async function startAgain(part: Part, how: string, nextWait: () => number): Promise<RunningProcess | null> {
    for (let reason = how; !signal.aborted;) {
      const wait = nextWait();
      watching.onDeath(part.name, reason, wait);
      await sleep(wait, undefined, { signal }).catch(() => {});
      if (signal.aborted) return null;
      const restart = startPart(part);
      restarts.add(restart);
      try {
        const process = await restart;
        if (!signal.aborted) watching.onBack(part.name);
        return process;
      } catch (error) {
        reason = (error as Error).message.split('\n')[0]!;
      } finally {
        restarts.delete(restart);
      }
    }
    return null;
  }
}
