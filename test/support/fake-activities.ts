import type { CheckOutcome, PlannedCheck, RunPlan, Unprobed } from '#workflows/core/run.ts';
import { countStatuses, worst, type Status } from '#workflows/core/status.ts';
import type { Activities, CloseRunInput, ExamineInput, LocalActivities } from '#workflows/ports.ts';

/** What a fake check does when it is examined: an outcome, or a function for anything else. */
export type Behaviour = Status | ((input: ExamineInput) => Promise<CheckOutcome>);

export interface FakeDoctor {
  activities: Activities & LocalActivities;
  /** Checks in the order in which they began. */
  begun: string[];
  /** The greatest number of checks of one provider under way at once. */
  mostAtOnce: Map<string, number>;
  closed: CloseRunInput[];
  outcomes(): Record<string, Status>;
}

interface FakeCheck {
  requires?: string[];
  provider?: string;
  limit?: number;
  behaviour?: Behaviour;
  /** Temporal's own limits for it, in milliseconds; by default generous. */
  timeoutMs?: number;
}

/** A doctor without a world: it keeps the contract of the ports (first verdict stands, closing gives an outcome to all), in memory. */
export function createFakeDoctor(checks: Record<string, FakeCheck>): FakeDoctor {
  const finished = new Map<string, Status>();
  const underWay = new Map<string, number>();
  const doctor: FakeDoctor = {
    begun: [],
    mostAtOnce: new Map(),
    closed: [],
    outcomes: () => Object.fromEntries([...finished].sort()),
    activities: {
      openRun: (input) => Promise.resolve({ ...plan(input.runId), page: null }),
      async examine(input) {
        const { provider = 'aurora', behaviour = 'ok' } = checks[input.check]!;
        doctor.begun.push(input.check);
        underWay.set(provider, (underWay.get(provider) ?? 0) + 1);
        doctor.mostAtOnce.set(provider, Math.max(doctor.mostAtOnce.get(provider) ?? 0, underWay.get(provider)!));
        try {
          const outcome = typeof behaviour === 'function' ? await behaviour(input) : { check: input.check, status: behaviour };
          if (!finished.has(input.check)) finished.set(input.check, outcome.status);
          return { check: input.check, status: finished.get(input.check)! };
        } finally {
          underWay.set(provider, underWay.get(provider)! - 1);
        }
      },
      closeRun(input) {
        doctor.closed.push(input);
        const reasons = new Map<string, Unprobed>(input.unprobed.map((one) => [one.check, one]));
        for (const name of Object.keys(checks)) if (!finished.has(name)) finished.set(name, reasons.get(name)?.status ?? 'unknown');
        const statuses = [...finished.values()];
        return Promise.resolve({ runId: input.runId, status: worst(statuses), counts: countStatuses(statuses) });
      },
    },
  };
  function plan(runId: string): RunPlan {
    const planned = Object.entries(checks).map(([check, { requires = [], provider = 'aurora', limit = 4, timeoutMs }]): PlannedCheck => {
      const startToCloseMs = timeoutMs ?? 10_000;
      return { check, probeId: `probe-of-${check}`, requires, provider, limit, startToCloseMs, scheduleToCloseMs: timeoutMs ?? 30_000 };
    });
    return { runId, checks: planned };
  }
  return doctor;
}
