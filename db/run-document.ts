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

/** A check of a run while it runs. */
export interface CheckProgress {
  check: string;
  /** False: it is here only because another one requires it. */
  asked: boolean;
  state: 'pending' | 'running' | 'finished';
  attempt: number;
  maxAttempts: number;
  troubles: { attempt: number; failureClass: string; summary: string; againInMs: number }[];
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
