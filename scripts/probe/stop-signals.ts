export interface Stops {
  /** Fires at the first interrupt, or when the time is up. */
  signal: AbortSignal;
  interrupted(): boolean;
  release(): void;
}

/** Ctrl-C once ends the run cleanly; twice ends this process at once. `timeoutMs` null: no limit. */
export function stopSignals(timeoutMs: number | null): Stops {
  const controller = new AbortController();
  let count = 0;
  const onInterrupt = (): void => {
    if (++count > 1) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  const timer = timeoutMs === null ? null : setTimeout(() => controller.abort(), timeoutMs);
  return {
    signal: controller.signal,
    interrupted: () => count > 0,
    release() {
      if (timer) clearTimeout(timer);
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}
