import type { Status } from '#workflows/core/status.ts';

/** What the run came to, as far as the exit code cares. */
export interface Result {
  /** Outcomes of all checks that ran. */
  statuses: readonly Status[];
  /** Outcomes of what was asked for, without what it merely requires. */
  asked: readonly Status[];
  /** The doctor gave up: no answer, or `--timeout` reached. */
  gaveUp: boolean;
  interrupted: boolean;
  strict: boolean;
}

/** 0 nothing failed · 1 something failed · 3 no failure, but the doctor itself could not tell · 130 interrupted. */
export function exitCodeOf({ statuses, asked, gaveUp, interrupted, strict }: Result): 0 | 1 | 3 | 130 {
  if (interrupted) return 130;
  if (statuses.includes('fail')) return 1;
  if (strict && asked.some((status) => status !== 'ok')) return 1;
  if (gaveUp || statuses.includes('unknown')) return 3;
  return 0;
}
