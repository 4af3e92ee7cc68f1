import { QueryTypes, type Sequelize } from 'sequelize';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import { compareProviders } from '#workflows/core/compare-providers.ts';
import { countStatuses, type Status } from '#workflows/core/status.ts';
import { defineModels } from './models/define-models.ts';
import type { CheckProgress, ProbeDocument, RunDocument, RunProgress } from './run-document.ts';

export interface RunReader {
  /** The whole result, or null where there is no such run. `workflowUrl` makes the address in Temporal's UI. */
  runDocument(runId: string, workflowUrl?: (workflowId: string, runId: string) => string | null): Promise<RunDocument | null>;
  runProgress(runId: string): Promise<RunProgress | null>;
  /** Null: nobody has opened the run; else whether any of its checks has started. */
  hasStarted(runId: string): Promise<boolean | null>;
  runByNonce(nonce: string): Promise<{ runId: string; workflowId: string } | null>;
  recentRuns(limit: number): Promise<Omit<RunProgress, 'checks'>[]>;
  /** Today's catalogue, in its own order. */
  checks(): Promise<CatalogueEntry[]>;
  artifact(id: string): Promise<{ path: string; name: string; type: string; size: number } | null>;
}

const RUN = `id, workflow_id as "workflowId", state, status, trigger, requested_by as "requestedBy", selection, recorded, over_budget as "overBudget",
  started_at as "startedAt", finished_at as "finishedAt"`;

/** What panel and command line read of runs. It writes nothing. */
export function createRunReader(sequelize: Sequelize): RunReader {
  const select = <Row extends object>(sql: string, bind: unknown[] = []) => sequelize.query<Row>(sql, { bind, type: QueryTypes.SELECT });
  const { Artifact, Check, ProbeRun } = defineModels(sequelize);
  return {
    async runDocument(runId, workflowUrl = () => null) {
      const [run] = await select<RunRow>('select * from probe_runs where id = $1', [runId]);
      return run ? documentOf(run, await select<ProbeRow>(PROBES, [runId]), workflowUrl(run.workflow_id, run.id)) : null;
    },

    async runProgress(runId) {
      const [run] = await select<Omit<RunProgress, 'checks'>>(`select ${RUN} from probe_runs where id = $1`, [runId]);
      if (!run) return null;
      const checks = await select<CheckProgress>(
        `select check_name as check, asked, state, attempts as attempt, max_attempts as "maxAttempts", troubles, first_started_at as "startedAt",
                next_attempt_at as "nextAttemptAt", status, finding ->> 'summary' as summary, finding ->> 'failure_class' as "failureClass", duration_ms as "durationMs"
           from run_checks where run_id = $1 order by position`,
        [runId],
      );
      return { ...run, checks };
    },

    async hasStarted(runId) {
      const [run] = await select<{ started: boolean }>(
        "select exists (select from run_checks where run_id = id and state <> 'pending') as started from probe_runs where id = $1",
        [runId],
      );
      return run?.started ?? null;
    },

    async runByNonce(nonce) {
      const run = await ProbeRun.findOne({ where: { nonce }, attributes: ['id', 'workflow_id'], raw: true });
      return run && { runId: run.id, workflowId: run.workflow_id };
    },

    recentRuns: (limit) => select(`select ${RUN} from probe_runs where recorded order by started_at desc limit $1`, [limit]),

    checks: () =>
      Check.findAll({
        where: { retired_at: null },
        attributes: { exclude: ['position', 'retired_at', 'updated_at'] },
        order: ['position'],
        raw: true,
      }),

    artifact: (id) => Artifact.findByPk(id, { attributes: ['path', 'name', 'type', 'size'], raw: true }),
  };
}

interface RunRow {
  id: string;
  workflow_id: string;
  state: RunDocument['run']['state'];
  status: Status | null;
  recorded: boolean;
  over_budget: boolean;
  trigger: ProbeDocument['trigger'];
  mode: 'live' | 'sandbox';
  requested_by: string;
  selection: RunDocument['run']['selection'];
  started_at: Date;
  finished_at: Date | null;
}
type ProbeRow = ProbeDocument & { started_at: unknown; finished_at: unknown; at: Date; ended: Date };

/** Finished checks of a run; recorded ones with what stands in history, others with what the run keeps. */
const PROBES = `
  select probe_id as id, run_id, check_name, coalesce(c.scope, split_part(check_name, '.', 1)) as scope, c.provider, coalesce(c.capability, check_name) as capability,
         rc.status, r.trigger, finding ->> 'summary' as summary, finding ->> 'failure_class' as failure_class, nullif(finding -> 'hint', 'null') as hint, finding -> 'rungs' as rungs,
         (finding ->> 'http_status')::integer as http_status, finding ->> 'request_id' as request_id, attempts, (finding ->> 'cost_usd')::double precision as cost_usd,
         case when rc.status = 'skipped' then finding ->> 'failure_class' end as skipped_because, finding -> 'metadata' as metadata,
         coalesce((select output_paths from integration_probes p where p.id = probe_id), '[]') as output_paths,
         coalesce((select artifact_urls from integration_probes p where p.id = probe_id), '[]') as artifact_urls,
         first_started_at as at, rc.finished_at as ended, rc.duration_ms
    from run_checks rc join probe_runs r on r.id = rc.run_id left join checks c on c.name = rc.check_name
   where rc.run_id = $1 and rc.state = 'finished' order by rc.position`;

function documentOf(run: RunRow, rows: ProbeRow[], workflowUrl: string | null): RunDocument {
  const probes = rows.map(({ at, ended, ...probe }): ProbeDocument => ({
    ...probe,
    started_at: at.toISOString(),
    finished_at: ended.toISOString(),
  }));
  return {
    run: {
      id: run.id,
      state: run.state,
      status: run.status,
      recorded: run.recorded,
      over_budget: run.over_budget,
      trigger: run.trigger,
      mode: run.mode,
      requested_by: run.requested_by,
      selection: run.selection,
      counts: countStatuses(probes.map(({ status }) => status)),
      started_at: run.started_at.toISOString(),
      finished_at: run.finished_at?.toISOString() ?? null,
      duration_ms: run.finished_at ? run.finished_at.getTime() - run.started_at.getTime() : null,
      workflow_id: run.workflow_id,
      workflow_run_id: run.id,
      workflow_url: workflowUrl,
    },
    probes,
    comparisons: compareProviders(probes),
  };
}
