import type { Comparison } from '#workflows/core/compare-providers.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { RunState, Selection, Trigger } from '#workflows/core/run.ts';
import type { Counts, Status } from '#workflows/core/status.ts';

/** One result, one shape: the same document from the command line, the API and a run's download. Times ISO 8601 in UTC, durations in milliseconds. */
export interface RunDocument {
  run: {
    id: string;
    state: RunState;
    status: Status | null;
    recorded: boolean;
    /** A person overruled the budget of what costs money. */
    over_budget: boolean;
    trigger: Trigger;
    mode: 'live' | 'sandbox';
    requested_by: string;
    selection: Selection;
    counts: Counts;
    started_at: string;
    finished_at: string | null;
    duration_ms: number | null;
    workflow_id: string;
    workflow_run_id: string;
    workflow_url: string | null;
  };
  probes: ProbeDocument[];
  /** What several providers were asked alike, side by side. */
  comparisons: Comparison[];
}

export type ProbeDocument = Pick<
  Finding,
  'status' | 'summary' | 'failure_class' | 'hint' | 'rungs' | 'http_status' | 'request_id' | 'cost_usd' | 'metadata'
> & {
  id: string;
  run_id: string;
  check_name: string;
  scope: string;
  provider: string | null;
  capability: string;
  trigger: Trigger;
  attempts: number;
  skipped_because: string | null;
  output_paths: string[];
  artifact_urls: string[];
  started_at: string;
  finished_at: string;
  duration_ms: number;
};

/** An attempt of a run that was repeated. Runs of earlier versions kept no moments and no HTTP status. */
export interface RepeatedAttempt {
  attempt: number;
  failureClass: string;
  summary: string;
  httpStatus?: number | null | undefined;
  /** ISO 8601, by the database's clock. */
  startedAt?: string | null | undefined;
  endedAt?: string | null | undefined;
  againInMs: number;
}

/** A check of a run while it runs. */
export interface CheckProgress {
  check: string;
  /** False: it is here only because another one requires it. */
  asked: boolean;
  state: 'pending' | 'running' | 'finished';
  attempt: number;
  maxAttempts: number;
  troubles: RepeatedAttempt[];
  startedAt: Date | null;
  nextAttemptAt: Date | null;
  status: Status | null;
  summary: string | null;
  failureClass: string | null;
  durationMs: number | null;
}

export interface RunProgress {
  id: string;
  workflowId: string;
  state: RunState;
  status: Status | null;
  trigger: Trigger;
  requestedBy: string;
  selection: Selection;
  recorded: boolean;
  overBudget: boolean;
  startedAt: Date;
  finishedAt: Date | null;
  checks: CheckProgress[];
}

/** A check of a run with all the moments that are known of it. */
export interface TimedCheck extends CheckProgress {
  /** Checks of the same run that must be well first. */
  requires: string[];
  /** Checks with the same key share `placeLimit` places. */
  place: string;
  placeLimit: number;
  /** When its latest attempt began. */
  attemptStartedAt: Date | null;
  finishedAt: Date | null;
  httpStatus: number | null;
  /** How long it takes when all is well, in the middle of its recent outcomes; null: not known, or it does not run now. */
  usualMs: number | null;
}

/** A run with its moments, and how long ones like it took. */
export interface TimedRun extends RunProgress {
  /** By the database's clock, as all other moments are. */
  now: Date;
  usualMs: number | null;
  checks: TimedCheck[];
}

/** A run as one line of a list. */
export interface ListedRun extends Omit<RunProgress, 'checks'> {
  /** How many checks came to which end so far. */
  counts: Counts;
  planned: number;
}
