import type { Chain } from './slowest-chain.ts';

/** Where the time of a run went that its slowest chain did not need, in milliseconds. */
export interface TimeBeside {
  /** From the run's opening to the chain's first check. */
  before: number;
  /** From the end of each to the begin of the next: the way through Temporal, and waiting for a place. */
  between: number;
  /** Around the asking itself: counting the attempt, tidying up, judging, keeping files, recording. */
  around: number;
  /** From the end of the last to the run's closing: what else was still under way, and closing. */
  after: number;
}

interface Timed {
  started_at: string;
  finished_at: string;
}

/** Together with the chain's own time the four make up all of the run's. */
export function timeBesideChain({ checks, ms }: Chain, run: Timed, probes: ReadonlyMap<string, Timed>): TimeBeside {
  const times = checks.map((check) => probes.get(check)!).map(({ started_at, finished_at }) => [at(started_at), at(finished_at)] as const);
  const [first, last] = [times[0]![0], times.at(-1)![1]];
  const inside = times.reduce((sum, [begun, ended]) => sum + ended - begun, 0);
  return { before: first - at(run.started_at), between: last - first - inside, around: inside - ms, after: at(run.finished_at) - last };
}

function at(time: string): number {
  return Date.parse(time);
}
