import { useSyncExternalStore } from 'react';
import { phaseOf, turnsAt, type Liveness, type Phase } from './phase-of.ts';

/** How fresh the page is that somebody looks at. */
export interface Freshness {
  phase: Phase;
  /** The last moment at which it was live; null while it is. */
  lostAt: Date | null;
}

const FRESH: Freshness = { phase: 'live', lostAt: null };
// One page has one stream and one document element: this is theirs, and stands outside of what any part of the page could hold.
const listeners = new Set<() => void>();
const awaiting = new Set<() => void>();
let known: Liveness = { lostAt: null, soughtSince: null };
let freshness = FRESH;
let turning: ReturnType<typeof setTimeout> | undefined;

/** How fresh the page is; always fresh on the server. */
export function useFreshness(): Freshness {
  return useSyncExternalStore(
    subscribe,
    () => freshness,
    () => FRESH,
  );
}

/** Whether a word of the server would reach this page now: where it would not, a read would most likely fail as well. */
export function isLive(): boolean {
  return known.lostAt === null;
}

/** Resolves when the page becomes live, at the latest after `ms`; rejects with `signal`. */
export function whenLive(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void): void => {
      clearTimeout(timer);
      awaiting.delete(look);
      then();
    };
    const look = (): void => {
      if (isLive()) end(resolve);
    };
    const timer = setTimeout(() => end(resolve), ms);
    awaiting.add(look);
    signal?.addEventListener('abort', () => end(() => reject(signal.reason as Error)), { once: true });
  });
}

/** Takes down what was heard of the stream, and lets the page grow old by itself if nothing more is heard. */
export function setLiveness(liveness: Liveness): void {
  known = liveness;
  awaiting.forEach((look) => look());
  clearTimeout(turning);
  const now = Date.now();
  const phase = phaseOf(liveness, now);
  const lostAt = phase === 'live' ? null : liveness.lostAt;
  if (phase !== freshness.phase || lostAt !== (freshness.lostAt?.getTime() ?? null)) {
    freshness = phase === 'live' ? FRESH : { phase, lostAt: lostAt === null ? null : new Date(lostAt) };
    listeners.forEach((listener) => listener());
  }
  const next = turnsAt(liveness, now);
  if (next !== null) turning = setTimeout(() => setLiveness(liveness), next - now);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
