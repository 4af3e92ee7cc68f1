import { QueryTypes, type Sequelize } from 'sequelize';
import { RUNG_NAMES } from '#workflows/core/finding.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { Status } from '#workflows/core/status.ts';

/** How a check is in a made-up memory. Times in milliseconds before now. */
export interface MadeState {
  status: Status;
  /** Since when its verdict stands; just now where it is left out. */
  forMs?: number;
  /** When it was last looked at automatically; just now where it is left out. */
  lookedMs?: number;
  /** Past outcomes, oldest first, as letters (`o w f s u`), a minute apart. */
  past?: string;
  failureClass?: string;
  summary?: string;
}

const WORDS: Record<string, Status> = { o: 'ok', w: 'warn', f: 'fail', s: 'skipped', u: 'unknown' };
const CLASSES: Record<Status, string | null> = {
  ok: null,
  warn: 'slow',
  fail: 'permission',
  skipped: 'prerequisite',
  unknown: 'no_egress',
};
const SUMMARIES: Record<Status, string> = {
  ok: 'It answered as it should.',
  warn: 'Took 4.1 s, usually 1.2 s.',
  fail: 'The token is known, and may not do this.',
  skipped: 'Waits for Token.',
  unknown: 'Nobody outside answered: our own way out is cut.',
};

/** Writes a check's state as many probes would have left it. */
export async function writeMadeState(database: Sequelize, check: string, state: MadeState): Promise<void> {
  const {
    status,
    forMs = 0,
    lookedMs = 0,
    past = `${'o'.repeat(28)}${status[0]!.repeat(2)}`,
    failureClass = CLASSES[status],
    summary = SUMMARIES[status],
  } = state;
  const now = Date.now();
  const at = (ms: number): string => new Date(now - ms).toISOString();
  const isVerdict = status === 'ok' || status === 'warn' || status === 'fail';
  const hint =
    status === 'ok'
      ? null
      : {
          id: 'MADE',
          title: 'Give the token the right',
          steps: ['Make a token that may.', 'Put it into the variable and restart the worker.'],
          doc: 'docs/runbook.md',
        };
  const broken = RUNG_NAMES.indexOf('permission');
  const rungs = RUNG_NAMES.map((name, index) => ({
    name,
    status: status !== 'fail' || index < broken ? 'ok' : index === broken ? 'fail' : 'not_reached',
    duration_ms: index < 4 ? 4 + index * 9 : null,
    detail: index === broken && status === 'fail' ? 'may not' : null,
  }));
  const ring = [...past].map((letter, index) => {
    const word = WORDS[letter]!;
    return { at: at(lookedMs + (past.length - 1 - index) * 60_000), status: word, ms: 110 + ((index * 7) % 13), class: CLASSES[word] };
  });
  await database.query(
    `insert into check_states (check_name, verdict, verdict_since, verdict_started_at, streak, last_success_at, last_failure_at, last_auto_verdict_at,
       last_outcome, last_outcome_started_at, last_outcome_at, last_outcome_class, last_outcome_summary, last_outcome_hint, duration_ms, summary,
       failure_class, hint, rungs, ring)
     values ($check, $verdict, $since, $looked, $streak, $success, $failure, $looked, $status, $looked, $looked, $class, $summary, $hint::jsonb, 112,
       $found, $failureClass, $verdictHint::jsonb, $rungs::jsonb, $ring::jsonb)`,
    {
      type: QueryTypes.INSERT,
      bind: {
        check,
        verdict: isVerdict ? status : 'ok',
        since: at(lookedMs + forMs),
        looked: at(lookedMs),
        streak: forMs > 0 ? 5 : 1,
        success: status === 'fail' ? at(lookedMs + forMs + 3_600_000) : at(lookedMs),
        failure: status === 'fail' ? at(lookedMs) : null,
        status,
        class: failureClass,
        summary,
        hint: JSON.stringify(hint),
        found: isVerdict ? summary : SUMMARIES.ok,
        failureClass: isVerdict ? failureClass : null,
        verdictHint: isVerdict ? JSON.stringify(hint) : null,
        rungs: JSON.stringify(rungs),
        ring: JSON.stringify(ring),
      },
    },
  );
}

/** Writes thirteen automatic runs, an hour apart, the last of which began so long ago. */
export async function writeMadeRuns(database: Sequelize, lastMs: number, mode: 'live' | 'sandbox'): Promise<void> {
  await database.query(
    `insert into probe_runs (id, workflow_id, selection, selection_key, trigger, requested_by, recorded, mode, state, status, counts, started_at, finished_at)
       select gen_random_uuid(), 'made/' || hour, $selection::jsonb, 'baseline', 'scheduler', 'schedule', true, $mode, 'finished', 'ok', '{}', at, at + interval '2 seconds'
         from (select hour, clock_timestamp() - ($last || ' milliseconds')::interval - hour * interval '1 hour' as at from generate_series(0, 12) hour) ticks`,
    { type: QueryTypes.INSERT, bind: { last: String(lastMs), mode, selection: JSON.stringify({ ...EVERYTHING_CHEAP, baseline: true }) } },
  );
}
