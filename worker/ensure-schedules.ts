import { isDeepStrictEqual } from 'node:util';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleClient, type ScheduleDescription } from '@temporalio/client';
import type { Logger } from '@temporalio/worker';
import type { RunRequest } from '#workflows/core/run.ts';
import { baselineRequest, baselineScheduleId } from './baseline-schedule.ts';
import { startOptions } from './start-options.ts';

interface Deps {
  schedules: Pick<ScheduleClient, 'create' | 'getHandle'>;
  taskQueue: string;
  /** Null where nothing of the baseline is configured: then no schedule is made. */
  everyMs: number | null;
  searchable: boolean;
  logger: Logger;
}

/** What this version writes, in few words; the last such words stand in the memo of the schedule's action, the one text that is rewritten together with the rest. */
interface Mark {
  timing: ReturnType<typeof timingOf>;
  request: RunRequest;
  searchable: boolean;
}

const LONGEST_JITTER_MS = 10 * 60_000;

/** Sees to it that Temporal has the baseline's schedule, however many workers start at once. The rule:
 *  - There is none: it is made.
 *  - There is one that says what its mark says we wrote: it is brought to what this version would write.
 *  - It says something else, or has no mark: somebody changed or made it by hand, and it stays as it is until it is removed.
 * Whether it is paused, and its note, are never ours to change. See docs/decisions/019-the-schedule-is-the-operators-too.md. */
export async function ensureSchedules({ schedules, taskQueue, everyMs, searchable, logger }: Deps): Promise<void> {
  if (everyMs === null) return;
  const scheduleId = baselineScheduleId(taskQueue);
  const request = baselineRequest('scheduler', 'schedule');
  const timing = {
    spec: { intervals: [{ every: everyMs, offset: 0 }], jitter: Math.min(LONGEST_JITTER_MS, Math.round(everyMs / 20)) },
    // A tick that Temporal slept through is made up for once, as long as the next one has not come.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: Math.max(everyMs, 10_000), pauseOnFailure: false },
  };
  const mark: Mark = { timing: timingOf(timing), request, searchable };
  const options = startOptions(request, { taskQueue, searchable });
  const wanted = {
    ...timing,
    action: {
      ...options,
      type: 'startWorkflow' as const,
      workflowType: 'doctorRun',
      // Temporal itself adds the tick's time.
      workflowId: scheduleId,
      memo: { ...options.memo, greenlight: mark },
    },
  };
  try {
    await schedules.create({ ...wanted, scheduleId, state: { note: 'Made by Greenlight’s worker.' } });
    logger.info(`The schedule ${scheduleId} asks for the baseline every ${everyMs / 60_000} minutes.`);
    return;
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  const handle = schedules.getHandle(scheduleId);
  const found = await handle.describe();
  const before = found.action.memo?.['greenlight'] as Mark | undefined;
  if (isDeepStrictEqual(before, mark)) return;
  const isOurs = before && isDeepStrictEqual([timingOf(found), found.action.args?.[0]], [before.timing, before.request]);
  if (isOurs) {
    await handle.update(({ state }) => ({ ...wanted, state }));
    logger.info(`The schedule ${scheduleId} asks for the baseline every ${everyMs / 60_000} minutes from now on.`);
  } else
    logger.info(`The schedule ${scheduleId} was changed by hand and stays as it is. Remove it, and a worker that starts makes today’s.`);
}

/** All that says when a schedule goes, in a form that JSON keeps. */
function timingOf({ spec, policies }: Pick<ScheduleDescription, 'policies'> & { spec: Partial<ScheduleDescription['spec']> }) {
  const { intervals = [], calendars = [], skip = [], jitter = 0, startAt = null, endAt = null } = spec;
  return {
    everyMs: intervals.map(({ every, offset }) => [every, offset ?? 0]),
    jitterMs: jitter,
    startAt: startAt?.toISOString() ?? null,
    endAt: endAt?.toISOString() ?? null,
    others: calendars.length + skip.length,
    overlap: policies.overlap,
    catchupMs: policies.catchupWindow,
    pausesOnFailure: policies.pauseOnFailure,
  };
}
