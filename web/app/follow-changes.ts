const NAME = 'greenlight-changes';
const AGAIN_MS = 3_000;

interface Follower {
  onChange(): void;
  onLive(live: boolean): void;
}

/** Follows the server's changes while this page can be seen, over one stream for the whole browser: whoever holds the lock reads it
 * and passes each word on. (A browser opens six connections to a host; the seventh page with a stream of its own would hang.)
 * Returns how to stop. */
export function followChanges({ onChange, onLive }: Follower): () => void {
  const channel = new BroadcastChannel(NAME);
  const hear = (word: unknown): void => {
    if (word === 'changed') onChange();
    else onLive(word === 'live');
  };
  const say = (word: string): void => {
    channel.postMessage(word);
    hear(word);
  };
  channel.onmessage = ({ data }) => hear(data);

  let following: AbortController | null = null;
  const start = (): void => {
    if (following) return;
    following = new AbortController();
    const { signal } = following;
    // Only a safe context has locks; elsewhere every page reads a stream of its own.
    if (!('locks' in navigator)) return readStream(say, signal);
    navigator.locks
      .request(NAME, { signal }, () => {
        readStream(say, signal);
        return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      })
      .catch(() => {});
  };
  const stop = (): void => {
    following?.abort();
    following = null;
  };
  const turn = (): void => {
    if (document.hidden) return stop();
    if (!following) onChange();
    start();
  };
  document.addEventListener('visibilitychange', turn);
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', turn);
  if (!document.hidden) start();
  return () => {
    stop();
    channel.close();
    document.removeEventListener('visibilitychange', turn);
    window.removeEventListener('pagehide', stop);
    window.removeEventListener('pageshow', turn);
  };
}

function readStream(say: (word: string) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const source = new EventSource('/ops/events');
  signal.addEventListener('abort', () => source.close());
  source.onopen = () => {
    say('live');
    // Whatever happened before the stream was open has been missed.
    say('changed');
  };
  source.onmessage = () => say('changed');
  source.onerror = () => {
    if (signal.aborted) return;
    say('lost');
    // The browser tries again by itself unless it got an answer it cannot read.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => readStream(say, signal), AGAIN_MS);
  };
}
