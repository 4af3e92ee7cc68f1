const TICK_MS = 100;

/** Watches whether this process runs at all: stopped by a signal, starved of its processor or asleep with its machine, it cannot say who
 * was late. Call what it gives once, at the end: the longest standstill since, in milliseconds. */
export function watchStandstill(): () => number {
  let last = performance.now();
  let longest = 0;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TICK_MS);
    last = now;
  };
  const timer = setInterval(look, TICK_MS).unref();
  return () => {
    clearInterval(timer);
    look();
    return Math.max(0, longest);
  };
}
