import type { RunRequest } from '#workflows/core/run.ts';

/** What asking came to. */
export interface Asked {
  runId: string;
  workflowId: string;
  /** True where an equal ask was already waiting (or the same form was sent twice) and this one became part of it. */
  joined: boolean;
}

/** What the panel and the command line may do with runs: ask and cancel. They never write one. */
export interface DoctorClient {
  /** Starts a run or joins an equal one of which no check has started. Resolves when a worker has opened it.
   * @throws DoctorUnavailable when Temporal, the database or a worker does not answer within its time, or too many equal runs are under
   * way; nothing stays queued. */
  ask(request: RunRequest): Promise<Asked>;
  /** Asks the run to end: what has no outcome becomes `skipped/cancelled`. A run that has ended already is no error. */
  cancel(workflowId: string): Promise<void>;
  /** Rejects with DoctorUnavailable where Temporal does not answer within 2 s. */
  ping(): Promise<void>;
  /** The baseline's schedule as Temporal has it; null where there is none. Rejects with DoctorUnavailable where Temporal does not answer within 2 s. */
  baselineSchedule(): Promise<BaselineSchedule | null>;
  close(): Promise<void>;
}

export interface BaselineSchedule {
  /** When it starts the next run; null while it is paused, or where it has none left. */
  nextAt: Date | null;
  /** The note of whoever paused it, which may be empty; null: it is not paused. */
  paused: string | null;
  /** A run that it started has not ended yet. */
  underWay: boolean;
}

/** What keeps the doctor from it: a part of it that is ill, or that it has its hands full with the very same. */
export type DoctorTrouble = 'temporal' | 'worker' | 'database' | 'busy';

/** The doctor can't be asked: `part` says what it is, the message says what to do. */
export class DoctorUnavailable extends Error {
  override name = 'DoctorUnavailable' as const;
  readonly part: DoctorTrouble;
  constructor(part: DoctorTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.part = part;
  }
}
