import type { Logger } from '@temporalio/worker';
import { baselineRequest } from './baseline-schedule.ts';
import type { DoctorClient } from './doctor-client.ts';

/** The last automatic run counts as fresh for this long: a worker that restarts often must not probe in a loop, whatever became of its runs. */
const FRESH_MS = 10 * 60_000;

interface Deps {
  client: Pick<DoctorClient, 'ask' | 'baselineSchedule'>;
  /** Met by `db/automatic-runs-reader.ts`. */
  reader: { automaticRuns(limit: number): Promise<{ now: Date; everyMs: number | null; runs: { runId: string; startedAt: Date }[] }> };
  logger: Logger;
}

/** Asks for the baseline when the worker starts, unless nothing of it is configured, one began a moment ago, Temporal's schedule has just
 * started one, or somebody paused it: who does not want the baseline does not want this one. Never rejects: a worker without its first run still works. */
export async function runAtStart({ client, reader, logger }: Deps): Promise<void> {
  try {
    const { now, everyMs, runs } = await reader.automaticRuns(1);
    if (everyMs === null) return;
    if (runs[0] && now.getTime() - runs[0].startedAt.getTime() < FRESH_MS) return;
    const schedule = await client.baselineSchedule();
    if (schedule && (schedule.underWay || schedule.paused !== null)) return;
    // Workers that start at once have seen the same last run: they ask for the same next one, however late one of them asks.
    await client.ask({ ...baselineRequest('auto_boot', 'start-up'), nonce: `start-up after ${runs[0]?.runId ?? 'nothing'}` });
  } catch (error) {
    logger.warn('The start-up run could not be asked for.', { error: (error as Error).message });
  }
}
