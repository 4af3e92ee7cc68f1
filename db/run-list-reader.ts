import { QueryTypes, type Sequelize } from 'sequelize';
import type { RunState, Trigger } from '#workflows/core/run.ts';
import { countStatuses, type Counts, type Status } from '#workflows/core/status.ts';
import type { ListedRun } from './run-document.ts';

export interface WantedRuns {
  asked: Trigger | null;
  /** How a run ended; `running`: it has not. */
  outcome: Status | Extract<RunState, 'running' | 'cancelled' | 'lost'> | null;
  /** Only what is older than the run that this cursor stands for. */
  before: string | null;
  limit: number;
}

export interface RunListReader {
  /** Recorded runs, newest first; `older` is the cursor for those that follow, null where none do. */
  runs(wanted: WantedRuns): Promise<{ runs: ListedRun[]; older: string | null }>;
}

/** What the list of runs reads. */
export function createRunListReader(sequelize: Sequelize): RunListReader {
  return {
    async runs({ asked, outcome, before, limit }) {
      const [at = null, id = null] = before === null ? [] : (CURSOR.exec(before)?.slice(1) ?? []);
      const rows = await sequelize.query<ListedRow>(RUNS, { bind: [asked, outcome, at, id, limit + 1], type: QueryTypes.SELECT });
      const shown = rows.slice(0, limit);
      return {
        runs: shown.map(({ cursor: _, counts, ...run }) => ({ ...run, counts: { ...countStatuses([]), ...counts } })),
        older: rows.length > limit ? shown.at(-1)!.cursor : null,
      };
    },
  };
}

interface ListedRow extends Omit<ListedRun, 'counts'> {
  counts: Partial<Counts> | null;
  cursor: string;
}

/** Microseconds since 1970 and the run's id: two runs may begin in the same millisecond. */
const CURSOR = /^(\d{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const RUNS = `
  select id, workflow_id as "workflowId", state, status, trigger, requested_by as "requestedBy", selection, recorded, over_budget as "overBudget",
         started_at as "startedAt", finished_at as "finishedAt",
         (extract(epoch from started_at) * 1000000)::bigint || '.' || id as cursor,
         (select count(*)::integer from run_checks where run_id = id) as planned,
         (select jsonb_object_agg(status, checks) from (
            select status, count(*) as checks from run_checks where run_id = id and state = 'finished' group by status) ended) as counts
    from (
      select * from probe_runs
       where recorded
         and ($1::text is null or trigger = $1)
         and (case when $2::text is null then true
                   when $2 = 'running' then state in ('asked', 'running')
                   when $2 in ('cancelled', 'lost') then state = $2
                   else state = 'finished' and status = $2 end)
         and ($3::bigint is null or (started_at, id) < ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid))
       order by started_at desc, id desc limit $5) shown
   order by started_at desc, id desc`;
