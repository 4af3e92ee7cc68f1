import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { Argument, Command, CommanderError, InvalidArgumentError } from 'commander';
import { processEnvironment, readEnv } from '#env.ts';
import { crash } from './crash.ts';
import { makeHistories, type Histories } from './history.ts';
import type { BenchResult } from './measure.ts';
import { openServers } from './open-servers.ts';
import { overhead } from './overhead.ts';
import { overview } from './overview.ts';
import { panel } from './panel.ts';
import { record } from './record.ts';
import { render } from './render.ts';
import { sandboxRun } from './sandbox-run.ts';

const NAMES = ['overhead', 'record', 'overview', 'crash', 'sandbox-run', 'panel'] as const;
const HOURS_OF_A_YEAR = 8_760;
const CHECKS = 1_000;

interface Options {
  rounds: number;
  hours: number;
  kills: number;
  runs: number;
  days: number;
  probes: number;
}

process.exitCode = await bench();

/** Runs the benchmarks that are named (all, where none is), one after the other. Resolves to 0, or 1 where a goal was missed, or 2 or 3. */
async function bench(): Promise<number> {
  const command = new Command('npm run bench --')
    .description('Measures, each figure beside its floor in the same run. The tables are printed, and kept in bench-results/.')
    .addArgument(new Argument('[names...]', 'which ones; all where none is named').choices(NAMES))
    .option('--rounds <number>', 'overhead: runs of each kind and size; sandbox-run: of those beside, and with slow answers', positive, 30)
    .option('--hours <number>', `record, overview: hours of history of ${CHECKS} checks`, positive, HOURS_OF_A_YEAR)
    .option('--kills <number>', 'crash: how often the worker is killed', positive, 20)
    .option('--runs <number>', 'sandbox-run: full runs', positive, 1_000)
    .option('--days <number>', `panel: days of hourly probes of ${CHECKS} checks, before 365 days of rollups`, positive, 30)
    .option('--probes <number>', 'panel: probes recorded before the eyes of a browser, alone and among others', positive, 150)
    .exitOverride();
  try {
    command.parse();
  } catch (error) {
    return error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
  }
  const named = command.args.length > 0 ? command.args : NAMES;
  const results = await measure(new Set(named), command.opts<Options>());
  mkdirSync('bench-results', { recursive: true });
  const file = join('bench-results', `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.json`);
  const machine = { cpus: cpus().length, cpu: cpus()[0]?.model ?? '', memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, results }, null, 2)}\n`);
  process.stdout.write(`${file} holds the same for machines.\n`);
  return results.some(({ measures }) => measures.some(({ met }) => met === false)) ? 1 : 0;
}

async function measure(names: ReadonlySet<string>, { rounds, hours, kills, runs, days, probes }: Options): Promise<BenchResult[]> {
  const source = processEnvironment();
  const env = readEnv({ ...source, GREENLIGHT_MODE: 'sandbox' });
  const servers = await openServers(env, source);
  const results: BenchResult[] = [];
  const show = (result: BenchResult): void => {
    results.push(result);
    process.stdout.write(`\n${render(result)}\n`);
  };
  let histories: Histories | null = null;
  try {
    if (names.has('overhead')) show(await overhead(servers, rounds));
    if (names.has('crash')) show(await crash(servers, source, kills));
    if (names.has('sandbox-run')) show(await sandboxRun({ servers, source, env, runs, rounds }));
    if (names.has('panel')) show(await panel(servers, source, { days, probes }));
    if (names.has('record') || names.has('overview')) histories = await makeHistories(servers, { checks: CHECKS, hours });
    if (histories && names.has('record')) show(await record(histories));
    if (histories && names.has('overview')) show(await overview(histories));
  } finally {
    await histories?.close();
    await servers.close();
  }
  return results;
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Name a whole number above 0.');
  return number;
}
