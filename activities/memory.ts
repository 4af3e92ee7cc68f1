import type { BudgetLimits, Refused } from '#workflows/core/budget.ts';
import type { Finding, RungName } from '#workflows/core/finding.ts';
import type { CheckOutcome, PlannedCheck, RunPlan, RunSummary } from '#workflows/core/run.ts';
import type { Status } from '#workflows/core/status.ts';
import type { CloseRunInput, OpenRunInput } from '#workflows/ports.ts';
import type { ProducedFile } from './evidence.ts';

/** What `openRun` has decided and wants written. */
export interface RunOpening extends Omit<OpenRunInput, 'startedAt'> {
  /** Without probe ids: the memory gives them out (UUIDv7), so that a second delivery gets those of the first. */
  checks: (Omit<PlannedCheck, 'probeId'> & { maxAttempts: number; asked: boolean; expensive: boolean })[];
  /** What limits the expensive ones, and what is recorded for one that has no place; null: nothing does. */
  budget: { limits: BudgetLimits; told(refused: Refused): Finding } | null;
}

/** The state of a check in a run when an attempt wants to begin. */
export type Begun =
  | { state: 'finished'; status: Status }
  | {
      state: 'running';
      /** This attempt's number, from 1: attempts are counted when a request is about to go out. */
      attempt: number;
      maxAttempts: number;
      /** Trouble of earlier attempts of this run, oldest first. */
      troubles: Trouble[];
      record: boolean;
      history: CheckHistory;
    };

/** An attempt that ended without a verdict and will be repeated. */
export interface Trouble {
  attempt: number;
  failureClass: string;
  summary: string;
  /** The rung that broke, what the provider calls the request and what it answered with; left out in runs of earlier versions. */
  rung?: RungName | null;
  requestId?: string | null;
  httpStatus?: number | null;
  /** When the next attempt is due, milliseconds from now. */
  againInMs: number;
}

/** A check's last success of any age: when, and the facts that were kept with it. */
export interface LastSuccess {
  at: string;
  facts: Record<string, string | number>;
}

/** What judging wants to know of the past. */
export interface CheckHistory {
  lastSuccess: LastSuccess | null;
  /** Milliseconds of the recent outcomes that were ok, at most 30. */
  okMs: number[];
}

export interface KeptFile {
  /** Path below the storage folder, for `output_paths`. */
  path: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
}

/** All of one probe, redacted and ready to be written. */
export interface ProbeRecord {
  runId: string;
  probeId: string;
  check: string;
  finding: Finding;
  attempts: number;
  durationMs: number;
  files: KeptFile[];
  temporal: { workflowId: string; workflowRunId: string; activityId: string; attempt: number } | null;
}

/** The worker's memory, met by `db/run-writer.ts`. */
export interface RunLedger {
  openRun(opening: RunOpening): Promise<RunPlan>;
  /** Moves `pending`/`running` to `running` and counts the attempt; reads the standing verdict where the check is finished. */
  beginAttempt(runId: string, check: string): Promise<Begun>;
  noteTrouble(runId: string, check: string, trouble: Trouble): Promise<void>;
  /** One transaction: fence, probe row, current state, rollups, NOTIFY. Returns the verdict that stands (the first one). */
  recordProbe(record: ProbeRecord): Promise<CheckOutcome>;
  /** Records an outcome through the same writer for every check of the run that has none, check by check in name order, then closes the run's row. `findings` tells what to write for each. */
  closeRun(input: CloseRunInput, untold: (check: string) => Finding): Promise<RunSummary>;
  /** Names of checks whose verdict is not `ok` (warn, fail, or last outcome unknown). Never run, or not configured, doesn't count. */
  notWell(): Promise<string[]>;
}

/** The artifact store, met by `db/artifact-store.ts`: named by content under `integration_probes/<probe_id>/`. */
export interface ArtifactStore {
  put(probeId: string, file: ProducedFile): Promise<KeptFile>;
}
