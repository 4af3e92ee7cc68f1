import { QueryTypes, type Sequelize } from 'sequelize';
import type { TimedCheck, TimedRun } from './run-document.ts';

export interface RunTimelineReader {
  /** A run with all its moments; null where there is no such run. */
  runTimeline(runId: string): Promise<TimedRun | null>;
}

/** What the page of a run reads beside what was found. */
export function createRunTimelineReader(sequelize: Sequelize): RunTimelineReader {
  const select = <Row extends object>(sql: string, runId: string) => sequelize.query<Row>(sql, { bind: [runId], type: QueryTypes.SELECT });
  return {
    async runTimeline(runId) {
      const [run] = await select<Omit<TimedRun, 'checks'>>(RUN, runId);
      if (!run) return null;
      // In this order: a run that ends between the two readings looks open a moment longer, and never closed with a check that still runs.
      const checks = await select<TimedCheck>(CHECKS, runId);
      const latest = checks
        .flatMap(({ attemptStartedAt, finishedAt }) => [attemptStartedAt, finishedAt])
        .filter((moment) => moment !== null);
      return { ...run, now: new Date(Math.max(...[run.now, ...latest].map(Number))), checks };
    },
  };
}

/** Runs of the same selection are looked for among the latest few hundred only, so that a year of history costs nothing. Two of them are the
 * fewest that make something usual. */
const RUN = `
  select id, workflow_id as "workflowId", state, status, trigger, requested_by as "requestedBy", selection, recorded, over_budget as "overBudget",
         started_at as "startedAt", finished_at as "finishedAt", clock_timestamp() as now,
         (select case when count(*) > 1 then percentile_cont(0.5) within group (order by ms) end
            from (select extract(epoch from finished_at - started_at)::double precision * 1000 as ms
                    from (select * from probe_runs where started_at < run.started_at order by started_at desc limit 500) latest
                   where selection_key = run.selection_key and state = 'finished' order by started_at desc limit 9) alike) as "usualMs"
    from probe_runs run where id = $1`;

const CHECKS = `
  select check_name as check, asked, state, attempts as attempt, max_attempts as "maxAttempts", troubles, requires, provider_key as place, place_limit as "placeLimit",
         first_started_at as "startedAt", attempt_started_at as "attemptStartedAt", next_attempt_at as "nextAttemptAt", finished_at as "finishedAt",
         status, finding ->> 'summary' as summary, finding ->> 'failure_class' as "failureClass", (finding ->> 'http_status')::integer as "httpStatus", duration_ms as "durationMs",
         case when state = 'running' then
           (select percentile_cont(0.5) within group (order by (past ->> 'ms')::double precision)
              from check_states s, jsonb_array_elements(s.ring) past where s.check_name = rc.check_name and past ->> 'status' = 'ok') end as "usualMs"
    from run_checks rc where run_id = $1 order by position`;
