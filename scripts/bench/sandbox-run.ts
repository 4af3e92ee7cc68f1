import { join, resolve } from 'node:path';
import type { Env, EnvSource } from '#env.ts';
import { openSandbox } from '#scripts/sandbox/open-sandbox.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { cleanEnvironment, withoutProviders } from '#scripts/stack/clean-environment.ts';
import { startProcess } from '#scripts/stack/start-process.ts';
import { heapMeasures } from './heap-measures.ts';
import type { Heap } from './measure-heap.ts';
import { percentile, type BenchResult, type Measure } from './measure.ts';
import { openBareGraphs } from './open-bare-graphs.ts';
import { openFullRuns, type FullRun, type FullRuns } from './open-full-runs.ts';
import type { Servers } from './open-servers.ts';
import { runTimes, usualChain } from './run-times.ts';
import { slowly } from './slowly.ts';

const GOAL = 1.3;
const WARM_UP = 50;
/** How often the heap is looked at after that. */
const SAMPLES = 20;
/** About what a real provider takes to answer. */
const ANSWER_MS = 250;

interface How {
  servers: Servers;
  source: EnvSource;
  env: Env;
  /** Runs over the pretend providers as they are. */
  runs: number;
  /** Runs beside the bare SDK's, and runs over such as take their time. */
  rounds: number;
}

/** Full runs by the real worker: their wall time beside their slowest chain of checks, and the worker's memory over many of them. */
export async function sandboxRun(how: How): Promise<BenchResult> {
  const { made, heaps, bare } = await asStarted(how);
  const slowed = await withSlowAnswers(how);
  const notWell = [...made, ...slowed].flatMap((run) => run.notWell);
  return {
    name: 'sandbox-run',
    measures: [
      ...runTimes('full run', made, GOAL),
      bare,
      ...heapMeasures(heaps),
      { what: 'checks not well', value: notWell.length, floor: 0, unit: '', goal: 'none', met: notWell.length === 0 },
      ...runTimes(`answers after ${ANSWER_MS} ms`, slowed, null),
    ],
    notes: [
      `Wall: from the ask until whoever asked hears of the end, everything recorded. ${made[0]!.checks} checks, ${made.length} runs one after the other (and ${WARM_UP} before, to warm up), then ${slowed.length} with slow answers.`,
      'Floor: the slowest chain, the longest way through the prerequisites by the time that asking took in the same run; most often',
      `  ${usualChain(made)},`,
      `  with slow answers ${usualChain(slowed)}.`,
      `Places alone: what the same checks need with at most ${how.env.providerLimit} of a provider at once and nothing between them.`,
      'Before, between, around, after: where the run spent what its chain did not need: opening; ways through Temporal and waiting for',
      '  a place; counting, tidying up, judging and recording beside the asking; whatever else was still under way, and closing.',
      'Bare SDK: a workflow whose activities do nothing but last as long as the checks of the run before, and wait for each other alike.',
      `Heap: of all threads of the worker after a forced collection; its floor is the first, after the warm-up. All of them, in MB: ${heaps.map(({ used }) => (used / 2 ** 20).toFixed(1)).join(' ')}.`,
      ...[...new Set(notWell)].slice(0, 5).map((text) => `Not well: ${text}`),
    ],
  };
}

/** The pretend providers in a process of their own, as `npm start` has them. */
async function asStarted({ servers, source, env, runs, rounds }: How): Promise<{ made: FullRun[]; heaps: Heap[]; bare: Measure }> {
  const providers = await startProcess({
    name: 'The pretend providers',
    command: process.execPath,
    args: [resolve(import.meta.dirname, '../sandbox/main.ts'), join(servers.folder, 'sandbox-run')],
    env: withoutProviders(cleanEnvironment(source)),
    logFile: join(servers.folder, 'logs', 'sandbox.log'),
    ready: 'message',
    readyWithinMs: 60_000,
  });
  const { variables, ca } = providers.info as { variables: Record<string, string>; ca: string };
  const full = await openFullRuns('sandbox_run', env.providerLimit, { servers, source, sandbox: { variables, caFile: ca } });
  try {
    say(`${WARM_UP} runs to warm up, then ${runs}`);
    await several(full, WARM_UP);
    const [made, heaps]: [FullRun[], Heap[]] = [[], [await full.heap()]];
    while (made.length < runs) {
      const some = await several(full, Math.min(Math.ceil(runs / SAMPLES), runs - made.length));
      const heap = await full.heap();
      made.push(...some);
      heaps.push(heap);
      const wallMs = percentile(
        some.map((run) => run.wallMs),
        0.5,
      );
      say(`run ${made.length} of ${runs}: ${Math.round(wallMs)} ms, heap ${Math.round(heap.used / 2 ** 20)} MB`);
    }
    return { made, heaps, bare: await besideBare(full, servers, rounds) };
  } finally {
    await full.close();
    await providers.stop();
  }
}

/** Turn by turn: a full run, and the bare SDK over as many activities that last as long. */
async function besideBare(full: FullRuns, servers: Servers, rounds: number): Promise<Measure> {
  const bare = await openBareGraphs(servers);
  const ratios: number[] = [];
  // The first one finds the bare worker cold.
  for (let round = -1; round < rounds; round++) {
    const { links, chain } = await full.next();
    const ratio = (await bare.next(links)) / chain.ms;
    if (round >= 0) ratios.push(ratio);
  }
  await bare.close();
  return { what: 'bare SDK: wall / chain, p50', value: percentile(ratios, 0.5), floor: 1, unit: '×', goal: null, met: null };
}

async function withSlowAnswers({ servers, source, env, rounds }: How): Promise<FullRun[]> {
  const folder = join(servers.folder, 'sandbox-run-slowed');
  const sandbox = await openSandbox({ folder, providers: PROVIDERS.map((one) => slowly(one, ANSWER_MS)) });
  const full = await openFullRuns('sandbox_run_slowed', env.providerLimit, { servers, source, sandbox });
  try {
    say(`${rounds} runs with answers after ${ANSWER_MS} ms`);
    // The first ones find everything cold.
    await several(full, 3);
    return await several(full, rounds);
  } finally {
    await full.close();
    await sandbox.close();
  }
}

async function several(full: FullRuns, count: number): Promise<FullRun[]> {
  const made: FullRun[] = [];
  while (made.length < count) made.push(await full.next());
  return made;
}

function say(line: string): void {
  process.stderr.write(`  ${line}\n`);
}
