import { QueryTypes } from 'sequelize';
import { createOverviewReader } from '#db/overview-reader.ts';
import type { Histories } from './history.ts';
import { percentile, timed, type BenchResult } from './measure.ts';

const GOAL_MS = 50;
const READS = 200;

/** Reading the overview of all checks, with and without a year of history behind it. */
export async function overview(histories: Histories): Promise<BenchResult> {
  const sample = { empty: [] as number[], year: [] as number[], floor: [] as number[] };
  const readers = { empty: createOverviewReader(histories.empty), year: createOverviewReader(histories.year) };
  await histories.year.query(
    'create table bench_overview as select to_jsonb(c) as light, to_jsonb(s) as state from checks c join check_states s on s.check_name = c.name',
  );
  let rows = 0;
  const turns = [
    ['empty', () => readers.empty.overview()],
    ['year', async () => (rows = (await readers.year.overview()).rows.length)],
    ['floor', () => histories.year.query('select light, state from bench_overview', { type: QueryTypes.SELECT })],
  ] as const;
  // Each follows each as often: who comes next pays for the garbage of who was before.
  const orders = [0, 1, 2].flatMap((first) => [1, 2].map((step) => [0, 1, 2].map((turn) => turns[(first + turn * step) % 3]!)));
  for (let read = -20; read < READS; read++) {
    for (const [name, work] of orders[(read + 20) % orders.length]!) {
      const took = await timed(work);
      if (read >= 0) sample[name].push(took);
    }
  }
  const ratio = percentile(sample.year, 0.5) / percentile(sample.empty, 0.5);
  const floorOf = (share: number): number => percentile(sample.floor, share);
  const line = (what: string, of: number[], share: number) => {
    const value = percentile(of, share);
    const isGoal = share === 0.95;
    return {
      what: `${what}, p${share * 100}`,
      value,
      floor: floorOf(share),
      unit: 'ms',
      goal: isGoal ? `< ${GOAL_MS} ms` : null,
      met: isGoal ? value < GOAL_MS : null,
    };
  };
  const behind = `${histories.rows.toLocaleString('en')} probes behind it`;
  return {
    name: 'overview',
    measures: [
      line('empty history', sample.empty, 0.5),
      line('empty history', sample.empty, 0.95),
      line(behind, sample.year, 0.5),
      line(behind, sample.year, 0.95),
      { what: 'a year / empty, p50', value: ratio, floor: 1, unit: '×', goal: '≤ 1.1', met: ratio <= 1.1 },
    ],
    notes: [
      `Value: the overview of ${rows} checks, read from Node, with their lights, bars and what runs now.`,
      'The lights with a history were updated once for each probe of it. Floor: the same rows, copied into one table of their own.',
      `${READS} reads each, turn by turn on the same Postgres.`,
    ],
  };
}
