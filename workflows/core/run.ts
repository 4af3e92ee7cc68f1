import type { DoctorClass } from './failure-class.ts';
import type { Counts, Status } from './status.ts';

/** Who asked. */
export type Trigger = 'manual' | 'ops_ui' | 'api' | 'auto_boot' | 'scheduler' | 'confirm';

export type RunState = 'asked' | 'running' | 'finished' | 'cancelled' | 'lost';

/** What is asked for. Lists narrow each other: scopes ∩ provider ∩ checks. All empty and neither `baseline` nor
 * `failing`: all that is not expensive. */
export interface Selection {
  scopes: string[];
  provider: string | null;
  checks: string[];
  /** Only the cheap ones that keep the green light green. */
  baseline: boolean;
  /** Only what is not ok now. */
  failing: boolean;
  /** Also what costs money. A check that is named needs no such word; the budget holds for it too. */
  expensive: boolean;
}

/** The one argument of `doctorRun`. Never a credential. */
export interface RunRequest {
  selection: Selection;
  trigger: Trigger;
  /** Who asked, as a person would name them: a login, `schedule`, `start-up`. */
  requestedBy: string;
  /** False leaves no trace in history and moves no light. */
  record: boolean;
  /** The form's nonce, so that a double click is one run. */
  nonce: string | null;
  /** A person wants what costs money although the budget is used up. Left out in runs of earlier versions: not wanted. */
  overBudget?: boolean;
}

/** One check of a plan, with all that the workflow needs to know about it. */
export interface PlannedCheck {
  check: string;
  probeId: string;
  /** Checks of this plan that must be well first. */
  requires: string[];
  /** Checks with the same key share `limit` places. */
  provider: string;
  limit: number;
  startToCloseMs: number;
  scheduleToCloseMs: number;
}

export interface RunPlan {
  runId: string;
  checks: PlannedCheck[];
}

/** All that comes back from a probe into the workflow. Evidence, messages and bodies never do. */
export interface CheckOutcome {
  check: string;
  status: Status;
}

/** Why a planned check ends without a probe. `because` names the prerequisite, where one is the reason. */
export interface Unprobed {
  check: string;
  status: 'skipped' | 'unknown';
  failureClass: Extract<DoctorClass, 'prerequisite' | 'cancelled' | 'runner'>;
  because: string | null;
}

export interface RunSummary {
  runId: string;
  status: Status;
  counts: Counts;
}
