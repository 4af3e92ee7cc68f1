import type { CheckOutcome, RunPlan, RunRequest, RunSummary, Unprobed } from './core/run.ts';

export interface OpenRunInput {
  /** The workflow's `firstExecutionRunId`: it survives a reset, and every starter knows it. */
  runId: string;
  workflowId: string;
  request: RunRequest;
  /** When Temporal took the run, by its clock: milliseconds since 1970. */
  startedAt: number;
}

export interface ExamineInput {
  runId: string;
  check: string;
  probeId: string;
}

export interface OpenedRun extends RunPlan {
  /** The run's page on the panel, for whoever looks at Temporal's UI; null where the panel's address is not known. */
  page: string | null;
}

export interface CloseRunInput {
  runId: string;
  state: 'finished' | 'cancelled';
  /** What has no probe, with the reason. Whatever else has no outcome yet becomes `unknown/runner`. */
  unprobed: Unprobed[];
}

/** What the workflow needs from the outside. `activities/create-activities.ts` meets it. */
export interface Activities {
  /** Probes, judges and records one check, once: a redelivery reads the verdict that stands. */
  examine(input: ExamineInput): Promise<CheckOutcome>;
}

/** Short and database only, therefore run as local activities. */
export interface LocalActivities {
  /** Writes the run and its pending checks, or returns what a first delivery wrote. */
  openRun(input: OpenRunInput): Promise<OpenedRun>;
  /** Gives an outcome to all that has none, then closes the run. */
  closeRun(input: CloseRunInput): Promise<RunSummary>;
}
