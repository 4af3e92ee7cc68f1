import { QueryTypes, type Sequelize } from 'sequelize';
import type { RunState } from '#workflows/core/run.ts';
import type { Status } from '#workflows/core/status.ts';

/** A run that nobody asked for in person. */
export interface AutomaticRun {
  runId: string;
  startedAt: Date;
  state: RunState;
  status: Status | null;
}

export interface AutomaticRuns {
  /** The database's clock, for ages. */
  now: Date;
  /** How often they are expected: the shortest cadence of the baseline's checks. Null: nothing of the baseline is configured. */
  everyMs: number | null;
  /** The newest first. */
  runs: AutomaticRun[];
}

export interface AutomaticRunsReader {
  automaticRuns(limit: number): Promise<AutomaticRuns>;
}

/** Reads what ran by itself: on schedule, or at a worker's start. */
export function createAutomaticRunsReader(sequelize: Sequelize): AutomaticRunsReader {
  return {
    async automaticRuns(limit) {
      const [read] = await sequelize.query<{ now: Date; everyMs: number | null; runs: (AutomaticRun & { startedAt: string })[] }>(RUNS, {
        bind: [limit],
        type: QueryTypes.SELECT,
      });
      return { ...read!, runs: read!.runs.map((run) => ({ ...run, startedAt: new Date(run.startedAt) })) };
    },
  };
}

const RUNS = `
  select clock_timestamp() as now,
         (select min(cadence_ms) from checks where baseline and configured and retired_at is null) as "everyMs",
         (select coalesce(json_agg(r), '[]') from (
            select id as "runId", started_at as "startedAt", state, status from probe_runs
             where trigger in ('scheduler', 'auto_boot') and recorded order by started_at desc limit $1) r) as runs`;
