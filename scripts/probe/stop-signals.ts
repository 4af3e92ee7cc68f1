/** The command was ended from outside before it had a result. */
export class Stopped extends Error {
  override name = 'Stopped' as const;
  /** 130: by a person; 3: `--timeout` was reached. */
  readonly exitCode: 130 | 3;
  constructor(exitCode: 130 | 3) {
    super(exitCode === 130 ? 'Interrupted before anything was asked.' : '--timeout was reached before anything was asked.');
    this.exitCode = exitCode;
  }
}

export interface Stops {
  /** Fires at the first interrupt, or when the time is up; its reason is a `Stopped`. */
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
    controller.abort(new Stopped(130));
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  const timer = timeoutMs === null ? null : setTimeout(() => controller.abort(new Stopped(3)), timeoutMs);
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
