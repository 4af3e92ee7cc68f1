import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { mayOverrule, type BudgetLimits, type Refused } from '#workflows/core/budget.ts';
import type { Finding, RungName } from '#workflows/core/finding.ts';
import type { CheckOutcome, PlannedCheck, RunPlan, RunSummary } from '#workflows/core/run.ts';
import { selectionKey } from '#workflows/core/selection.ts';
import { countStatuses, worst, type Status } from '#workflows/core/status.ts';
import type { CloseRunInput, OpenRunInput } from '#workflows/ports.ts';
import type { Mode } from './assert-mode.ts';
import { createDurableRecorder, RECORD, type Recorded } from './durable-recorder.ts';
import type { RingEntry } from './models/check-state.ts';
import { probeJson } from './probe-json.ts';
import { reservePlaces } from './reserve-places.ts';
import { runPrepared } from './run-prepared.ts';
import { storableJson } from './storable-json.ts';

/** What a run wants written when it opens; probe ids are given out here. */
export interface Opening extends Omit<OpenRunInput, 'startedAt'> {
  checks: (Omit<PlannedCheck, 'probeId'> & { maxAttempts: number; asked: boolean; expensive?: boolean })[];
  budget?: { limits: BudgetLimits; told(refused: Refused): Finding } | null;
}

export interface Trouble {
  attempt: number;
  failureClass: string;
  summary: string;
  rung?: RungName | null;
  requestId?: string | null;
  httpStatus?: number | null;
  againInMs: number;
}

export type Begun =
  | { state: 'finished'; status: Status }
  | { state: 'running'; attempt: number; maxAttempts: number; troubles: Trouble[]; record: boolean; history: CheckHistory };

export interface KeptFile {
  path: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
}

export interface ProbeRecord {
  runId: string;
  check: string;
  finding: Finding;
  attempts: number;
  durationMs: number;
  files: KeptFile[];
  temporal: { workflowId: string; workflowRunId: string; activityId: string } | null;
}

export interface CheckHistory {
  lastSuccess: { at: string; facts: Record<string, string | number> } | null;
  okMs: number[];
}

export interface RunWriter {
  openRun(opening: Opening): Promise<RunPlan>;
  beginAttempt(runId: string, check: string): Promise<Begun>;
  noteTrouble(runId: string, check: string, trouble: Trouble): Promise<void>;
  recordProbe(record: ProbeRecord): Promise<CheckOutcome>;
  closeRun(input: CloseRunInput, untold: (check: string) => Finding): Promise<RunSummary>;
  notWell(): Promise<string[]>;
}

/** The one writer of runs and probes. Only the worker may hold it. */
export function createRunWriter(sequelize: Sequelize, { mode }: { mode: Mode }): RunWriter {
  const select = <Row extends object>(sql: string, bind: unknown[]) => sequelize.query<Row>(sql, { bind, type: QueryTypes.SELECT });
  const notify = (run: string, check: string | null = null, transaction?: Transaction) =>
    sequelize.query("select pg_notify('greenlight', $1)", {
      bind: [JSON.stringify({ run, check })],
      type: QueryTypes.SELECT,
      ...(transaction ? { transaction } : {}),
    });

  const recordDurably = createDurableRecorder(sequelize);
  const record = async (probe: ProbeRecord, transaction?: Transaction): Promise<CheckOutcome> => {
    const { runId, check } = probe;
    const json = probeJson(probe);
    const [row] = transaction
      ? await sequelize.query<Recorded>(RECORD, { bind: [json], type: QueryTypes.SELECT, transaction })
      : await recordDurably(json);
    if (!row?.status) throw new Error(`Run ${runId} has no check ${check}: it was never opened, or was pruned.`);
    return { check, status: row.status };
  };

  const writer: RunWriter = {
    async openRun({ runId, workflowId, request, checks, budget = null }) {
      await sequelize.transaction(async (transaction) => {
        await sequelize.query(
          `insert into probe_runs (id, workflow_id, selection, selection_key, trigger, requested_by, recorded, over_budget, nonce, mode)
           values ($1, $2, $3, $4, $5, $6, $7, $8, case when exists (select from probe_runs where nonce = $9) then null else $9 end, $10) on conflict (id) do nothing`,
          {
            transaction,
            bind: [
              runId,
              workflowId,
              JSON.stringify(request.selection),
              selectionKey(request),
              request.trigger,
              request.requestedBy,
              request.record,
              mayOverrule(request),
              request.nonce,
              mode,
            ],
          },
        );
        const rows = checks.map((check, position) => ({ ...check, position, probeId: uuidv7() }));
        const refused = budget ? await reservePlaces(sequelize, { runId, checks, limits: budget.limits }, transaction) : [];
        await sequelize.query(
          `insert into run_checks (run_id, check_name, probe_id, position, requires, provider_key, place_limit, start_to_close_ms, schedule_to_close_ms, max_attempts, asked, expensive)
           select $1, c ->> 'check', (c ->> 'probeId')::uuid, (c ->> 'position')::integer, c -> 'requires', c ->> 'provider', (c ->> 'limit')::integer,
                  (c ->> 'startToCloseMs')::integer, (c ->> 'scheduleToCloseMs')::integer, (c ->> 'maxAttempts')::integer, (c ->> 'asked')::boolean, coalesce((c ->> 'expensive')::boolean, false)
             from jsonb_array_elements($2::jsonb) c
            where not exists (select from run_checks where run_id = $1)`,
          { transaction, bind: [runId, JSON.stringify(rows)] },
        );
        for (const one of refused) {
          const finding = budget!.told(one);
          await record({ runId, check: one.check, finding, attempts: 0, durationMs: 0, files: [], temporal: null }, transaction);
        }
        await notify(runId, null, transaction);
      });
      // A second delivery reads what the first one wrote.
      const planned = await select<PlannedCheck>(
        `select check_name as check, probe_id as "probeId", requires, provider_key as provider, place_limit as limit,
                start_to_close_ms as "startToCloseMs", schedule_to_close_ms as "scheduleToCloseMs"
           from run_checks where run_id = $1 order by position`,
        [runId],
      );
      return { runId, checks: planned };
    },

    async beginAttempt(runId, check) {
      const [begun] = await runPrepared<BegunRow>(sequelize, BEGIN, [runId, check]);
      if (begun) {
        const { attempt, maxAttempts, troubles, record } = begun;
        return { state: 'running', attempt, maxAttempts, troubles, record, history: historyOf(begun) };
      }
      const [standing] = await select<{ status: Status }>('select status from run_checks where run_id = $1 and check_name = $2', [
        runId,
        check,
      ]);
      if (!standing) throw new Error(`Run ${runId} has no check ${check}: it was never opened, or was pruned.`);
      return { state: 'finished', status: standing.status };
    },

    async noteTrouble(runId, check, trouble) {
      await sequelize.query(
        `update run_checks set troubles = troubles || jsonb_build_array($3::jsonb || jsonb_build_object('startedAt', attempt_started_at, 'endedAt', clock_timestamp())),
                next_attempt_at = clock_timestamp() + $4 * interval '1 millisecond'
          where run_id = $1 and check_name = $2 and state <> 'finished'`,
        { bind: [runId, check, storableJson(trouble), trouble.againInMs] },
      );
      await notify(runId, check);
    },

    recordProbe: (probe) => record(probe),

    async closeRun({ runId, state }, untold) {
      const open = await select<{ check: string }>(
        "select check_name as check from run_checks where run_id = $1 and state <> 'finished' order by check_name",
        [runId],
      );
      for (const { check } of open) {
        await writer.recordProbe({ runId, check, finding: untold(check), attempts: 0, durationMs: 0, files: [], temporal: null });
      }
      const outcomes = await select<{ status: Status }>('select status from run_checks where run_id = $1', [runId]);
      const statuses = outcomes.map(({ status }) => status);
      const summary: RunSummary = { runId, status: worst(statuses), counts: countStatuses(statuses) };
      await sequelize.query(
        "update probe_runs set state = $2, status = $3, counts = $4, finished_at = clock_timestamp() where id = $1 and state in ('asked', 'running')",
        { bind: [runId, state, summary.status, JSON.stringify(summary.counts)] },
      );
      await notify(runId);
      return summary;
    },

    async notWell() {
      const rows = await select<{ name: string }>(
        `select name from checks join check_states on check_name = name
          where retired_at is null and configured
            and (verdict in ('warn', 'fail') or last_outcome = 'unknown' or (last_outcome = 'skipped' and last_outcome_class = 'prerequisite'))
          order by position`,
        [],
      );
      return rows.map(({ name }) => name);
    },
  };
  return writer;
}

const BEGIN = {
  name: 'begin',
  text: `select attempt, most_attempts as "maxAttempts", met as troubles, is_recorded as record, recent, success_at as "successAt", success_facts as facts
           from begin_attempt($1, $2)`,
};

interface BegunRow {
  attempt: number;
  maxAttempts: number;
  troubles: Trouble[];
  record: boolean;
  recent: RingEntry[] | null;
  successAt: Date | null;
  facts: Record<string, string | number> | null;
}

function historyOf({ recent, successAt, facts }: BegunRow): CheckHistory {
  return {
    lastSuccess: successAt && facts ? { at: successAt.toISOString(), facts } : null,
    okMs: (recent ?? []).filter(({ status }) => status === 'ok').map(({ ms }) => ms),
  };
}
