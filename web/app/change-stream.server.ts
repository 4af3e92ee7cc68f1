import type { ChangeFeed } from './change-feed.server.ts';

const APART_MS = 150;
const PING_MS = 10_000;

/** An event stream that says “changed” and nothing of what changed, at most once in 150 ms, and from time to time that it is still here; it
 * ends with `signal`. */
export function changeStream(feed: Pick<ChangeFeed, 'subscribe'>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => {};
  let cancelled = false;
  return new ReadableStream({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      let saidAt = -Infinity;
      let next: NodeJS.Timeout | undefined;
      const unsubscribe = feed.subscribe(() => {
        // What comes while one waits to be said is said by it.
        next ??= setTimeout(say, Math.max(0, saidAt + APART_MS - performance.now()));
      });
      function say(): void {
        next = undefined;
        saidAt = performance.now();
        send('data: changed\n\n');
      }
      const ping = setInterval(() => send('event: here\ndata: still\n\n'), PING_MS);
      end = () => {
        unsubscribe();
        clearInterval(ping);
        clearTimeout(next);
      };
      signal.addEventListener('abort', () => {
        end();
        if (!cancelled) controller.close();
      });
      send('retry: 2000\n\n');
    },
    cancel() {
      cancelled = true;
      end();
    },
  });
}
