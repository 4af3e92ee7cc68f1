import type { Sequelize } from 'sequelize';
import type { Status } from '#workflows/core/status.ts';
import { runPrepared } from './run-prepared.ts';

/** $1: a probe as JSON. */
export const RECORD = 'select record_probe($1::jsonb) as status';

export interface Recorded {
  /** The verdict that stands; null where the run has no such check. */
  status: Status | null;
}

const ALONE = { name: 'record', text: RECORD };
const AMONG_OTHERS = { name: 'record_async', text: `${RECORD}, set_config('synchronous_commit', 'off', true)` };
/** A commit that waits for the disk waits for all that was committed before it. It writes one word of its own, for nobody. */
const FLUSH = { name: 'flush', text: "select pg_logical_emit_message(true, 'greenlight', '')" };

/** Gives a function that records a probe and resolves once it is on the disk.
 * Postgres lets commits that announce something through one at a time, each with its wait for the disk: of a hundred checks that end
 * together, the last would wait a hundred times. So those that meet are committed without that wait, and then wait once, together. */
export function createDurableRecorder(sequelize: Sequelize): (probe: string) => Promise<Recorded[]> {
  let underWay = 0;
  let flushing: Promise<unknown> = Promise.resolve();
  let next: Promise<unknown> | null = null;
  const startFlush = (): Promise<unknown> => {
    next = null;
    return (flushing = runPrepared(sequelize, FLUSH, []));
  };
  // Who comes while the disk is being waited for may have committed too late for that: he shares the next one.
  const flush = (): Promise<unknown> => (next ??= flushing.then(startFlush, startFlush));

  return async (probe) => {
    const alone = underWay === 0;
    underWay += 1;
    try {
      const recorded = await runPrepared<Recorded>(sequelize, alone ? ALONE : AMONG_OTHERS, [probe]);
      if (!alone) await flush();
      return recorded;
    } finally {
      underWay -= 1;
    }
  };
}
