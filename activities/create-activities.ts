import type { LookupFunction } from 'node:net';
import { Context, heartbeat, log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { mayOverrule, type BudgetLimits } from '#workflows/core/budget.ts';
import { providerKey } from '#workflows/core/check.ts';
import { isPassing } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { CheckOutcome } from '#workflows/core/run.ts';
import type { Activities, ExamineInput, LocalActivities } from '#workflows/ports.ts';
import { afterTroubles } from './after-troubles.ts';
import type { Check } from './checks/create-checks.ts';
import type { Evidence } from './evidence.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { credentialsOf } from './facts/credentials-of.ts';
import { factsOf } from './facts/facts-of.ts';
import { withMeasures } from './facts/with-measures.ts';
import { withFacts } from './facts/with-facts.ts';
import type { ArtifactStore, Begun, CheckHistory, ProbeRecord, RunLedger } from './memory.ts';
import { judgeLatency } from './judging/judge-latency.ts';
import { withCost } from './judging/with-cost.ts';
import { overBudget } from './over-budget.ts';
import { createPlaces } from './places.ts';
import { planRun } from './plan-run.ts';
import { createRedactor } from './redactor.ts';
import { retryDelayMs } from './retry-delay.ts';
import { createClockWitness, type ClockWitness } from './transport/clock-witness.ts';
import { createEgress, type Egress } from './transport/egress.ts';
import { withoutDetails } from './without-details.ts';
import { withoutEgress } from './without-egress.ts';
import { withoutStandstill } from './without-standstill.ts';
import { withoutWrongClock } from './without-wrong-clock.ts';
import { findingForUnprobed, notConfigured, runnerTrouble } from './untold-findings.ts';

export interface ActivityDeps {
  ledger: RunLedger;
  artifacts: ArtifactStore;
  checks: readonly Check[];
  /** The run's page on the panel, or null where its address is not known. */
  pageOf(runId: string): string | null;
  /** Asked before a provider is blamed for not being reached; left out: nobody is. */
  egress?: Egress;
  /** Asked before a provider is blamed for the dates of its certificate; left out: only the providers’ own answers tell the time. */
  clock?: ClockWitness;
  /** Resolves the providers' names in the machine's place. */
  lookup?: LookupFunction | undefined;
  /** What limits the checks that cost money; left out: nothing does. */
  budget?: BudgetLimits;
  /** How many checks of one provider run at once: of one run, and of this worker. */
  providerLimit?: number;
  /** Whether Temporal still has the run under way. Left out: it has. */
  isWanted?(workflowId: string, workflowRunId: string): Promise<boolean>;
}

/** Who asked waits eight seconds for a run to be opened. A worker that stood still holds the run's task for longer and would open
 * what was taken back meanwhile: what is this old is asked after first. */
const LATE_MS = 5_000;

/** Who finds no place at a provider waits here for so long at most: of what a start has beyond its deadline enough must be left to record. */
const PLACE_WITHIN_MS = 3_000;
const PLACE_AGAIN_MS = 1_000;

/** Probes of a second or two send none; a long one is found dead soon, and hears of a cancellation. */
const HEARTBEAT_MS = 4_000;

/** Everything the workflows need from the outside, closed over what the worker gives. Only ApplicationFailures leave it. */
export function createActivities({
  ledger,
  artifacts,
  checks,
  pageOf,
  egress = createEgress([]),
  clock = createClockWitness([]),
  lookup,
  budget,
  providerLimit = 4,
  isWanted = () => Promise.resolve(true),
}: ActivityDeps): Activities & LocalActivities {
  const byName = new Map(checks.map((check) => [check.entry.name, check]));
  const places = createPlaces(providerLimit);

  const activities: Activities & LocalActivities = {
    async openRun({ startedAt, ...input }) {
      const isLate = Date.now() - startedAt > LATE_MS;
      const own = Context.current().info.workflowExecution!;
      if (isLate && !(await isWanted(own.workflowId, own.runId)))
        throw ApplicationFailure.nonRetryable('The run was taken back before it was opened.', 'TakenBack');
      const notWell = input.request.selection.failing ? await ledger.notWell() : [];
      const plan = await ledger.openRun({
        ...input,
        checks: planRun(input.request, checks, notWell, providerLimit),
        budget:
          budget && !mayOverrule(input.request)
            ? { limits: budget, told: (refused) => overBudget(byName.get(refused.check)!.entry, refused) }
            : null,
      });
      return { ...plan, page: pageOf(plan.runId) };
    },

    async closeRun(input) {
      const unprobed = new Map(input.unprobed.map((one) => [one.check, one]));
      return ledger.closeRun(input, (check) =>
        findingForUnprobed(unprobed.get(check) ?? { check, status: 'unknown', failureClass: 'runner', because: null }),
      );
    },

    async examine(input) {
      const check = byName.get(input.check);
      if (!check)
        return plain(
          input,
          runnerTrouble(`This worker does not know the check ${input.check}.`, [
            'Bring all workers to the same version.',
            'Run the check again.',
          ]),
        );
      if (check.target.settings === null) return plain(input, notConfigured(check.entry));
      const waiting = { withinMs: PLACE_WITHIN_MS, signal: Context.current().cancellationSignal };
      const giveBack = await places.take(providerKey(check.entry), waiting);
      if (!giveBack)
        throw ApplicationFailure.create({
          type: 'NoPlace',
          message: 'Other runs ask this provider as much as it may be asked at once.',
          category: 'BENIGN',
          nextRetryDelay: PLACE_AGAIN_MS,
        });
      return examineInPlace(input, check).finally(giveBack);
    },
  };
  return {
    openRun: withoutDetails(activities.openRun),
    closeRun: withoutDetails(activities.closeRun),
    examine: withoutDetails(activities.examine),
  };

  async function examineInPlace(input: ExamineInput, check: Check): Promise<CheckOutcome> {
    const begun = await ledger.beginAttempt(input.runId, input.check);
    if (begun.state === 'finished') return { check: input.check, status: begun.status };
    if (check.entry.expensive && begun.attempt > 1) {
      const cutOff = runnerTrouble('An earlier attempt was cut off by our own trouble; it costs money, so it is not asked twice.', [
        'Run the check again when you want its answer.',
      ]);
      return plain(input, { ...cutOff, cost_usd: check.entry.cost_usd }, begun.attempt - 1);
    }
    return examineNow(input, check, begun);
  }

  async function examineNow(input: ExamineInput, check: Check, begun: Extract<Begun, { state: 'running' }>): Promise<CheckOutcome> {
    const redactor = createRedactor(check.target.secrets);
    const evidence = await withHeartbeat(() =>
      gatherEvidence(check.capability as never, check.target.settings as never, {
        runId: input.runId,
        probeId: input.probeId,
        cancelled: Context.current().cancellationSignal,
        redactor,
        lookup,
      }),
    );
    const judged = redactor.json(judge(check, evidence, begun.history));
    egress.noteReached(evidence.exchanges);
    const ours = withoutStandstill(judged, evidence, check.capability.deadlineMs);
    const told = await withoutWrongClock(await withoutEgress(ours, egress), evidence, clock);
    const tries = begun.troubles.length + 1;
    const againInMs = retryDelayMs(evidence, tries, ours.failure_class);
    if (ours.status === 'fail' && isPassing(ours.failure_class) && tries < begun.maxAttempts && againInMs !== null) {
      const failureClass = told.failure_class ?? ours.failure_class;
      await ledger.noteTrouble(input.runId, input.check, {
        attempt: begun.attempt,
        failureClass,
        summary: told.summary,
        rung: ours.rungs.find(({ status }) => status === 'fail')?.name ?? null,
        requestId: ours.request_id,
        httpStatus: ours.http_status,
        againInMs,
      });
      // The message stays in Temporal's history: the class, never what the provider said.
      throw ApplicationFailure.create({
        type: 'NoVerdictYet',
        message: `No verdict yet: ${failureClass}, try ${tries} of ${begun.maxAttempts}`,
        category: 'BENIGN',
        // Temporal takes a delay of nothing for the end of all tries.
        nextRetryDelay: Math.max(againInMs, 1),
      });
    }
    const finding = withCost(afterTroubles(told, begun.troubles, check.entry.doc), evidence, check.entry.cost_usd);
    const files: ProbeRecord['files'] = [];
    if (begun.record)
      for (const file of evidence.files) files.push(await artifacts.put(input.probeId, { ...file, bytes: redactor.bytes(file.bytes) }));
    return ledger.recordProbe({
      ...input,
      finding,
      attempts: begun.attempt,
      durationMs: evidence.durationMs,
      files,
      temporal: temporalIds(),
    });
  }

  function judge({ capability, target, entry }: Check, evidence: Evidence<unknown>, { okMs, lastSuccess }: CheckHistory): Finding {
    try {
      const { thresholds } = capability;
      const { doc } = entry;
      const finding = capability.judge(evidence, { check: entry.name, settings: target.settings, thresholds, doc, lastSuccess } as never);
      const told = evidence.answer === null ? {} : (capability.facts?.(evidence.answer as never) ?? {});
      return withFacts(
        withMeasures(judgeLatency(finding, evidence, { okMs, thresholds, doc }), capability, evidence),
        factsOf(target, evidence, told),
        credentialsOf(target, capability, evidence),
        lastSuccess,
      );
    } catch (error) {
      log.error('A judge threw: this is a bug of ours.', { check: entry.name, error });
      return runnerTrouble(`The doctor could not judge what ${entry.name} brought back: a fault of its own.`, [
        'Read the worker’s log and report the fault.',
      ]);
    }
  }

  function plain(input: ExamineInput, finding: Finding, attempts = 0): Promise<CheckOutcome> {
    return ledger.recordProbe({ ...input, finding, attempts, durationMs: 0, files: [], temporal: temporalIds() });
  }
}

function temporalIds(): ProbeRecord['temporal'] {
  const { workflowExecution, activityId, attempt } = Context.current().info;
  return workflowExecution
    ? { workflowId: workflowExecution.workflowId, workflowRunId: workflowExecution.runId, activityId, attempt }
    : null;
}

async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
