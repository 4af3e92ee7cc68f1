/** Longer waits don't fit into a timer, and one that slept through the night with its machine would come late by that night. */
const PIECE_MS = 3_600_000;

/** Does `work` once `ms` milliseconds have passed on the clock, however long that is. Returns how to call it off. */
export function waitUntil(ms: number, work: () => void): () => void {
  const at = Date.now() + ms;
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    const left = at - Date.now();
    timer = left > PIECE_MS ? setTimeout(wait, PIECE_MS) : setTimeout(work, Math.max(0, left));
  };
  wait();
  return () => clearTimeout(timer);
}
