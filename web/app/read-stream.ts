import { backoff } from './backoff.ts';

/** The server says that it is there every 10 seconds. */
const SILENT_MS = 25_000;

interface Listener {
  /** The stream has opened: whatever happened before it has been missed. */
  onOpen(): void;
  onChanged(): void;
  /** The server says that it is still there. */
  onHere(): void;
  /** There is no stream since `at`, and it is sought again. Said anew for each try that fails. */
  onLost(at: number): void;
}

/** Reads the server's stream of changes until `signal`, and seeks it again for ever, ever more slowly. The browser’s own way of coming
 * back knows no patience, and takes a line that went dead without a word for a quiet one. */
export function readStream(listener: Listener, signal: AbortSignal): void {
  let source: EventSource;
  let silence: ReturnType<typeof setTimeout>;
  let again: ReturnType<typeof setTimeout>;
  let tries = 0;
  let lostAt: number | null = null;

  function open(): void {
    clearTimeout(again);
    source = new EventSource('/ops/events');
    hear();
    source.onopen = () => {
      hear();
      lostAt = null;
      listener.onOpen();
    };
    source.onmessage = () => {
      hear();
      listener.onChanged();
    };
    source.addEventListener('here', () => {
      hear();
      // A server that opens and shuts at once is not one that is back.
      tries = 0;
      listener.onHere();
    });
    source.onerror = () => lose(Date.now());
  }
  function hear(): void {
    clearTimeout(silence);
    const at = Date.now();
    silence = setTimeout(() => lose(at), SILENT_MS);
  }
  function lose(at: number): void {
    clearTimeout(silence);
    source.close();
    lostAt ??= at;
    listener.onLost(lostAt);
    again = setTimeout(open, backoff(tries++));
  }
  function hurry(): void {
    if (lostAt === null || source.readyState !== EventSource.CLOSED) return;
    tries = 0;
    open();
  }

  if (signal.aborted) return;
  open();
  window.addEventListener('online', hurry);
  signal.addEventListener('abort', () => {
    source.close();
    clearTimeout(silence);
    clearTimeout(again);
    window.removeEventListener('online', hurry);
  });
}
