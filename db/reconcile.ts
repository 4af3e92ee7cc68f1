import { QueryTypes, type Sequelize } from 'sequelize';
import type { Finding } from '#workflows/core/finding.ts';
import type { RunWriter } from './run-writer.ts';

/** What Temporal says of a workflow. */
export type IsKnown = (workflowId: string, runId: string) => Promise<'running' | 'closed' | 'unknown'>;

interface Deps {
  sequelize: Sequelize;
  writer: Pick<RunWriter, 'recordProbe'>;
  isKnown: IsKnown;
  /** What is recorded for a check of which nobody knows how it ended. */
  lost(check: string): Finding;
}

/** Closes runs that Temporal does not run any more: what has no outcome becomes `unknown/runner`, the run `lost`. Also forgets
 * unrecorded runs ten minutes after they ended, but keeps those that spent something as long as the budget may ask for them. Safe to call from several workers at once. */
export function createReconciler({ sequelize, writer, isKnown, lost }: Deps): { reconcile(): Promise<string[]> } {
  const select = <Row extends object>(sql: string, bind: unknown[] = []) => sequelize.query<Row>(sql, { bind, type: QueryTypes.SELECT });
  return {
    async reconcile() {
      const open = await select<{ id: string; workflowId: string }>(
        `select id, workflow_id as "workflowId" from probe_runs where state in ('asked', 'running') and started_at < clock_timestamp() - interval '20 seconds'`,
      );
      const closed: string[] = [];
      for (const { id, workflowId } of open) {
        if ((await isKnown(workflowId, id)) === 'running') continue;
        const checks = await select<{ check: string }>(
          "select check_name as check from run_checks where run_id = $1 and state <> 'finished' order by check_name",
          [id],
        );
        for (const { check } of checks) {
          await writer.recordProbe({ runId: id, check, finding: lost(check), attempts: 0, durationMs: 0, files: [], temporal: null });
        }
        await sequelize.query(CLOSE_AS_LOST, { bind: [id] });
        closed.push(id);
      }
      await sequelize.query(FORGET_UNRECORDED);
      return closed;
    },
  };
}

const FORGET_UNRECORDED = `
  delete from probe_runs where not recorded and finished_at < clock_timestamp() - interval '10 minutes'
     and not exists (select from run_checks where run_id = id and expensive and attempts > 0 and first_started_at > clock_timestamp() - interval '9 days')`;

const CLOSE_AS_LOST = `
  update probe_runs set state = 'lost', finished_at = clock_timestamp(),
         status = (select case when bool_or(status = 'fail') then 'fail' when bool_or(status = 'warn') then 'warn' when bool_or(status = 'ok') then 'ok'
                               when bool_or(status = 'unknown') then 'unknown' else 'skipped' end from run_checks where run_id = $1)
   where id = $1 and state in ('asked', 'running')`;
