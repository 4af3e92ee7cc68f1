import { lookNowAndThen } from './look-now-and-then.server.ts';

/** What is known for longer than this is asked anew. */
const FRESH_MS = 2_000;

export interface TemporalWatch {
  /** What is the matter with Temporal, in a sentence; null while it answers. */
  trouble(): Promise<string | null>;
  /** Looks again where what is known is no longer fresh; waits for nothing. */
  look(): void;
}

/** Remembers whether Temporal answered a moment ago, so that pages hardly wait for it. `onChange` is called when that turns. */
export function createTemporalWatch(ping: () => Promise<void>, onChange: () => void, freshMs = FRESH_MS): TemporalWatch {
  const ask = (): Promise<string | null> =>
    ping().then(
      () => null,
      () => 'Temporal does not answer, so nothing can run.',
    );
  const { known, look } = lookNowAndThen({ ask, first: null, onChange, freshMs });
  return { trouble: known, look };
}
