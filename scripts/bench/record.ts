import type { Sequelize } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { createRunWriter } from '#db/run-writer.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import { entriesOf } from './history-checks.ts';
import type { Histories } from './history.ts';
import { percentile, timed, type BenchResult, type Measure } from './measure.ts';

const FINDING: Finding = {
  status: 'ok',
  summary: 'Answered “OK” with gemini-3.8-flash.',
  failure_class: null,
  hint: null,
  rungs: [{ name: 'http', status: 'ok', duration_ms: 80, detail: null }],
  http_status: 200,
  request_id: 'req-1',
  cost_usd: 0.0001,
  metadata: { answer: { text: 'OK', model: 'gemini-3.8-flash' }, exchanges: ['x'.repeat(400)] },
};
const GOAL_MS = 1;
/** Probes of one kind in a row: single ones in turn would measure how cold the processor's caches are. */
const BLOCK = 100;

/** Recording one probe (fence, probe, light, rollups, notification, in one transaction), with and without a year of history. */
export async function record(histories: Histories): Promise<BenchResult> {
  // Turn by turn, so that whatever else the machine does falls on both.
  const empty: number[] = [];
  const year: number[] = [];
  const floor: number[] = [];
  for (const database of [histories.empty, histories.year])
    await database.query(
      'create table bench_floor (id uuid primary key, finding jsonb not null, at timestamptz default clock_timestamp())',
    );
  const recorders = { empty: await recorder(histories.empty), year: await recorder(histories.year) };
  for (let from = 0; from < recorders.empty.probes; from += BLOCK) {
    const block = Array.from({ length: BLOCK }, (_, index) => from + index);
    // The first block warms connection, plans and caches.
    const keep = (sample: number[], ms: number): void => void (from > 0 && sample.push(ms));
    for (const index of block) keep(empty, await timed(() => recorders.empty.next(index)));
    for (const index of block) keep(year, await timed(() => recorders.year.next(index)));
    for (let index = 0; index < BLOCK; index++) keep(floor, await timed(() => insertAlone(histories.year)));
  }
  const line = (what: string, sample: number[], goal: number | null): Measure[] =>
    [0.5, 0.95].map((share) => {
      const value = percentile(sample, share);
      const isGoal = goal !== null && share === 0.5;
      return {
        what: `${what}, p${share * 100}`,
        value,
        floor: percentile(floor, share),
        unit: 'ms',
        goal: isGoal ? `< ${goal} ms` : null,
        met: isGoal ? value < goal : null,
      };
    });
  const ratio = percentile(year, 0.5) / percentile(empty, 0.5);
  return {
    name: 'record',
    measures: [
      ...line('empty history', empty, GOAL_MS),
      ...line(`${histories.rows.toLocaleString('en')} probes behind it`, year, GOAL_MS),
      { what: 'a year / empty, p50', value: ratio, floor: 1, unit: '×', goal: 'flat: ≤ 1.1', met: ratio <= 1.1 },
    ],
    notes: [
      'Value: one call of the writer, from Node, committed to disk. Floor: one bare insert of the same finding into a table of its own.',
      `${empty.length} probes each, in turns of ${BLOCK} on the same Postgres.`,
    ],
  };
}

async function recorder(database: Sequelize): Promise<{ probes: number; next(index: number): Promise<unknown> }> {
  const writer = createRunWriter(database, { mode: 'sandbox' });
  const names = entriesOf(1_000).map(({ name }) => name);
  const runs = [uuidv7(), uuidv7()];
  for (const runId of runs) {
    const checks = names.map((check) => ({
      check,
      requires: [],
      provider: 'bench',
      limit: 4,
      startToCloseMs: 1_000,
      scheduleToCloseMs: 1_000,
      maxAttempts: 3,
      asked: true,
    }));
    const request = { selection: EVERYTHING_CHEAP, trigger: 'scheduler' as const, requestedBy: 'the benchmark', record: true, nonce: null };
    await writer.openRun({ runId, workflowId: `bench/${runId}`, request, checks });
  }
  await database.query('vacuum analyze run_checks');
  return {
    probes: names.length * runs.length,
    next: (index) =>
      writer.recordProbe({
        runId: runs[Math.floor(index / names.length)]!,
        check: names[index % names.length]!,
        finding: FINDING,
        attempts: 1,
        durationMs: 80 + (index % 40),
        files: [],
        temporal: { workflowId: 'bench', workflowRunId: 'bench', activityId: '1' },
      }),
  };
}

function insertAlone(database: Sequelize): Promise<unknown> {
  return database.query('insert into bench_floor (id, finding) values ($1, $2)', { bind: [uuidv7(), JSON.stringify(FINDING)] });
}
