/** Lets all who ask while a reading is under way share the one after it, so that fifty pages that were told of the same change read twice,
 * not fifty times. Nobody is given a reading that began before he asked: it might have missed what he came for. */
export function shareNext<T>(read: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  let next: Promise<T> | null = null;

  function begin(): Promise<T> {
    next = null;
    const reading = read();
    current = reading;
    const done = (): void => {
      if (current === reading) current = null;
    };
    reading.then(done, done);
    return reading;
  }

  return () => {
    if (current === null) return begin();
    // A reading that failed tells nothing about the next.
    next ??= current.then(begin, begin);
    return next;
  };
}
