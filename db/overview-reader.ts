import { QueryTypes, type Sequelize } from 'sequelize';
import type { SinceSuccess } from '#workflows/core/beside-finding.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Hint, Rung } from '#workflows/core/finding.ts';
import type { Status, Verdict } from '#workflows/core/status.ts';
import type { RingEntry } from './models/check-state.ts';
import { readOpenRuns, type OpenRun } from './open-runs-reader.ts';

/** One row of the overview: the check, its light, and what runs now. */
export interface OverviewRow extends CatalogueEntry {
  verdict: Verdict | null;
  verdict_since: Date | null;
  streak: number | null;
  last_success_at: Date | null;
  last_failure_at: Date | null;
  last_auto_verdict_at: Date | null;
  last_outcome: Status | null;
  last_outcome_at: Date | null;
  last_outcome_class: string | null;
  last_outcome_summary: string | null;
  last_outcome_hint: Hint | null;
  last_run_id: string | null;
  last_probe_id: string | null;
  duration_ms: number | null;
  summary: string | null;
  failure_class: string | null;
  hint: Hint | null;
  rungs: Rung[] | null;
  ring: RingEntry[] | null;
  /** Of a light that is red: the run that found it, and what had changed since it last went well. */
  failure: { run_id: string; since_success: SinceSuccess | null } | null;
  /** What of an open run concerns this check. */
  running: {
    run_id: string;
    state: 'pending' | 'running';
    attempt: number;
    max_attempts: number;
    since: string | null;
    again_at: string | null;
    /** What the attempt before met. */
    trouble: string | null;
  } | null;
  /** Addresses of the pictures that the last judged probe made. */
  pictures: string[] | null;
}

export interface Overview {
  /** The database's clock, for ages. */
  now: Date;
  rows: OverviewRow[];
  openRuns: OpenRun[];
}

/** Reads the overview from the catalogue, the states and what runs now: its cost does not grow with history. */
export function createOverviewReader(sequelize: Sequelize): { overview(): Promise<Overview> } {
  return {
    async overview() {
      const [rows, openRuns] = await Promise.all([
        sequelize.query<OverviewRow & { now: Date }>(OVERVIEW, { type: QueryTypes.SELECT }),
        readOpenRuns(sequelize),
      ]);
      return { now: rows[0]?.now ?? new Date(), rows, openRuns };
    },
  };
}

const OVERVIEW = `
  select clock_timestamp() as now, c.name, c.scope, c.provider, c.capability, c.title, c.why, c.does, c.cost_usd, c.expensive, c.baseline,
         c.cadence_ms, c.requires, c.configured, c.missing, c.doc,
         s.verdict, s.verdict_since, s.streak, s.last_success_at, s.last_failure_at, s.last_auto_verdict_at, s.last_outcome, s.last_outcome_at, s.last_outcome_class,
         s.last_outcome_summary, s.last_outcome_hint, s.last_run_id, s.last_probe_id, s.duration_ms, s.summary, s.failure_class, s.hint, s.rungs, s.ring, a.running,
         -- Looked up for red lights alone: one row of the history for each, by its key.
         case when s.verdict = 'fail' then (
           select json_build_object('run_id', p.run_id, 'since_success', p.metadata -> 'since_success') from integration_probes p where p.id = s.last_probe_id) end as failure, f.pictures
    from checks c left join check_states s on s.check_name = c.name
    left join (
      select distinct on (rc.check_name) rc.check_name, json_build_object('run_id', rc.run_id, 'state', rc.state, 'attempt', rc.attempts,
             'max_attempts', rc.max_attempts, 'since', rc.first_started_at, 'again_at', rc.next_attempt_at, 'trouble', rc.troubles -> -1 ->> 'summary') as running
        from run_checks rc join probe_runs r on r.id = rc.run_id
       where rc.state <> 'finished' and r.recorded and r.state in ('asked', 'running')
       order by rc.check_name, rc.state desc) a on a.check_name = c.name
    left join lateral (select json_agg('/ops/artifacts/' || id order by created_at) as pictures from artifacts
                        where probe_id = s.last_probe_id and type like 'image/%') f on c.expensive
   where c.retired_at is null order by c.position`;
