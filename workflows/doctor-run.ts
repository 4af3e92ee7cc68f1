// What is under workflows/ is replayed: changing it can break runs in flight. Replay tests guard it.
import {
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { PlannedCheck, RunRequest, RunSummary, Unprobed } from './core/run.ts';
import { withheld, type Ended } from './core/withheld.ts';
import { runDetails } from './core/run-details.ts';
import { statusKey, triggerKey } from './core/search-attributes.ts';
import type { Activities, LocalActivities } from './ports.ts';

// A run that cannot be opened within a minute is not wanted any more; one that was opened must be closed, however long that takes.
const { openRun } = proxyLocalActivities<LocalActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '1m',
  retry: { maximumInterval: '5s' },
});
const { closeRun } = proxyLocalActivities<LocalActivities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '30m',
  retry: { maximumInterval: '10s' },
});
const { examine } = proxyActivities<Activities>({
  startToCloseTimeout: '1m',
  heartbeatTimeout: '15s',
  cancellationType: 'TRY_CANCEL',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '15s' },
});

/** One run of the doctor: plan, fan out, close. It fails only when the doctor itself is ill; a failed check is a result. */
export async function doctorRun(request: RunRequest): Promise<RunSummary> {
  const { workflowId, firstExecutionRunId: runId, startTime } = workflowInfo();
  const plan = await CancellationScope.nonCancellable(() => openRun({ runId, workflowId, request, startedAt: startTime.getTime() }));
  const ended = new Map<string, Ended>();
  const show = () => setCurrentDetails(runDetails(plan, ended));
  show();

  const byName = new Map(plan.checks.map((check) => [check.check, check]));
  const busy = new Map<string, number>();
  const started = new Map<string, Promise<Ended>>();
  const start = (check: PlannedCheck): Promise<Ended> => {
    const known = started.get(check.check);
    if (known) return known;
    const promise = examineWhenReady(check);
    started.set(check.check, promise);
    return promise;
  };

  // One function and few promises: the SDK keeps a stack of each.
  async function examineWhenReady(planned: PlannedCheck): Promise<Ended> {
    const { check, provider, limit } = planned;
    const needed = planned.requires.map((name) => byName.get(name)).filter((one) => one !== undefined);
    const reason = needed.length > 0 ? withheld(check, await Promise.all(needed.map(start))) : null;
    let end: Ended;
    if (reason) end = { check, status: reason.status, unprobed: reason };
    else {
      try {
        // Whoever is woken looks again: those woken with it may have taken the place.
        while ((busy.get(provider) ?? 0) >= limit) await condition(() => (busy.get(provider) ?? 0) < limit);
        busy.set(provider, (busy.get(provider) ?? 0) + 1);
        try {
          const { status } = await examine.executeWithOptions(optionsOf(planned), [{ runId, check, probeId: planned.probeId }]);
          end = { check, status, unprobed: null };
        } finally {
          busy.set(provider, (busy.get(provider) ?? 0) - 1);
        }
      } catch (error) {
        const unprobed: Unprobed = isCancellation(error)
          ? { check, status: 'skipped', failureClass: 'cancelled', because: null }
          : { check, status: 'unknown', failureClass: 'runner', because: null };
        end = { check, status: unprobed.status, unprobed };
      }
    }
    ended.set(check, end);
    show();
    return end;
  }

  const ends = await Promise.all(plan.checks.map(start));
  const unprobed = ends.flatMap((end) => end.unprobed ?? []);
  const cancelled = unprobed.some(({ failureClass }) => failureClass === 'cancelled');
  return CancellationScope.nonCancellable(async () => {
    const summary = await closeRun({ runId, state: cancelled ? 'cancelled' : 'finished', unprobed });
    // A cluster without our search attributes is done without: the starter left them out, and an unknown one would stop the run here.
    if (workflowInfo().typedSearchAttributes.get(triggerKey)) upsertSearchAttributes([{ key: statusKey, value: summary.status }]);
    if (cancelled) throw new CancelledFailure('The run was cancelled.');
    return summary;
  });
}

function optionsOf({ check, startToCloseMs, scheduleToCloseMs }: PlannedCheck) {
  return { startToCloseTimeout: startToCloseMs, scheduleToCloseTimeout: scheduleToCloseMs, summary: check };
}
