import type { Liveness } from './phase-of.ts';
import { readStream } from './read-stream.ts';

const NAME = 'greenlight-changes';
/** Whoever leads answers at once, says something every 10 seconds while it is live, and less often while it seeks the stream. */
const PATIENCE_MS = { answer: 5_000, live: 25_000, lost: 70_000 };

/** What pages of a browser say to each other. */
type Word = { says: 'changed' | 'live' | 'opened' | 'who leads?' } | { says: 'lost'; at: number };

interface Follower {
  /** Something changed, or may have changed while nobody listened. */
  onChange(): void;
  onLiveness(liveness: Liveness): void;
}

/** Follows the server's changes while this page can be seen, over one stream for the whole browser: whoever holds the lock reads it
 * and passes each word on. (A browser opens six connections to a host; the seventh page with a stream of its own would hang.)
 * Returns how to stop. */
export function followChanges({ onChange, onLiveness }: Follower): () => void {
  const channel = new BroadcastChannel(NAME);
  // Only a safe context has locks; elsewhere every page reads a stream of its own.
  const hasLocks = 'locks' in navigator;
  let following: AbortController | null = null;
  let leads = false;
  let live: Liveness = { lostAt: Date.now(), soughtSince: null };
  let leaderless: ReturnType<typeof setTimeout>;

  const know = (now: Liveness): void => onLiveness((live = now));
  /** A leader that hangs keeps its lock: it is taken away from it. */
  const expectWord = (ms: number): void => {
    const since = Date.now();
    clearTimeout(leaderless);
    leaderless = setTimeout(() => {
      know({ ...live, lostAt: live.lostAt ?? since });
      lead({ steal: true });
    }, ms);
  };
  const hear = (word: Word): void => {
    if (!following) return;
    if (word.says === 'who leads?') return leads ? answer() : undefined;
    if (hasLocks && !leads) expectWord(word.says === 'lost' ? PATIENCE_MS.lost : PATIENCE_MS.live);
    if (word.says === 'lost') return know({ ...live, lostAt: word.at });
    const wasLost = live.lostAt !== null;
    if (wasLost) know({ ...live, lostAt: null });
    if (wasLost || word.says !== 'live') onChange();
  };
  const tell = (word: Word): void => {
    if (hasLocks) channel.postMessage(word);
    hear(word);
  };
  const answer = (): void => channel.postMessage(live.lostAt === null ? { says: 'live' } : { says: 'lost', at: live.lostAt });
  channel.onmessage = ({ data }) => hear(data as Word);

  const read = (signal: AbortSignal): void =>
    readStream(
      {
        onOpen: () => tell({ says: 'opened' }),
        onChanged: () => tell({ says: 'changed' }),
        onHere: () => tell({ says: 'live' }),
        onLost: (at) => tell({ says: 'lost', at }),
      },
      signal,
    );
  /** Reads while it has the lock: waits for it, or takes it away from whoever has it. */
  const lead = ({ steal }: { steal: boolean }): void => {
    const { signal } = following!;
    const reading = new AbortController();
    const whileHeld = (): Promise<void> => {
      leads = true;
      clearTimeout(leaderless);
      read(AbortSignal.any([signal, reading.signal]));
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    navigator.locks.request(NAME, steal ? { steal } : { signal }, whileHeld).catch(() => {
      reading.abort();
      if (signal.aborted) return;
      leads = false;
      lead({ steal: false });
    });
  };
  const start = (): void => {
    if (following) return;
    following = new AbortController();
    know({ lostAt: live.lostAt, soughtSince: Date.now() });
    if (!hasLocks) return read(following.signal);
    lead({ steal: false });
    channel.postMessage({ says: 'who leads?' } satisfies Word);
    expectWord(PATIENCE_MS.answer);
  };
  const stop = (): void => {
    if (!following) return;
    following.abort();
    following = null;
    leads = false;
    clearTimeout(leaderless);
    know({ lostAt: live.lostAt ?? Date.now(), soughtSince: null });
  };
  const turn = (): void => (document.hidden ? stop() : start());

  document.addEventListener('visibilitychange', turn);
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', turn);
  turn();
  return () => {
    stop();
    channel.close();
    document.removeEventListener('visibilitychange', turn);
    window.removeEventListener('pagehide', stop);
    window.removeEventListener('pageshow', turn);
  };
}
