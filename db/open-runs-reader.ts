import { QueryTypes, type Sequelize } from 'sequelize';

/** A run that is under way, and how far it is. */
export interface OpenRun {
  id: string;
  done: number;
  planned: number;
  startedAt: Date;
  /** The median of its like among the latest runs; null where there was none. */
  usualMs: number | null;
}

/** The recorded runs that are open, oldest first. Where none is, this costs one look into the index of open runs; what is usual is asked
 * of the latest runs only, so that nothing grows with history. */
export function readOpenRuns(sequelize: Sequelize): Promise<OpenRun[]> {
  return sequelize.query<OpenRun>(OPEN_RUNS, { type: QueryTypes.SELECT });
}

const OPEN_RUNS = `
  select r.id, r.started_at as "startedAt", c.done, c.planned, u.ms as "usualMs"
    from probe_runs r
    cross join lateral (
      select (count(*) filter (where state = 'finished'))::integer as done, count(*)::integer as planned from run_checks where run_id = r.id) c
    cross join lateral (
      select percentile_cont(0.5) within group (order by extract(epoch from latest.finished_at - latest.started_at) * 1000) as ms
        from (select selection_key, state, started_at, finished_at from probe_runs order by started_at desc limit 200) latest
       where latest.selection_key = r.selection_key and latest.state = 'finished') u
   where r.recorded and r.state in ('asked', 'running') order by r.started_at`;
