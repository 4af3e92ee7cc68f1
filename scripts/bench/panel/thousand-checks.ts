import { createOverviewReader } from '#db/overview-reader.ts';
import type { EnvSource } from '#env.ts';
import { percentile, timed, type Measure } from '#scripts/bench/measure.ts';
import type { Servers } from '#scripts/bench/open-servers.ts';
import { load, type Loaded } from './load.ts';
import type { Past } from './past-of-checks.ts';
import { startBareServer } from './start-bare-server.ts';
import { startPanel } from './start-panel.ts';

const GOAL_MS = 150;
const GOAL_FOLDED_KB = 60;
const GOAL_OPEN_KB = 0.25;
const GOAL_FIRST = 2;
const LOADS = 200;
const RESTARTS = 5;
const KB = 1_000;

/** The page of a thousand checks: how long it takes, how large it is, and how much slower it is just after a restart. */
export async function thousandChecks(servers: Servers, source: EnvSource, past: Past, checks: number): Promise<Measure[]> {
  let panel = await startPanel(servers, source, past.url);
  const folded = await load(`${panel.url}/ops`);
  const open = await load(`${panel.url}/ops?view=all`);
  const bare = {
    folded: await startBareServer(servers, 'folded', folded.body, 'br'),
    open: await startBareServer(servers, 'open', open.body, 'br'),
  };
  const { overview } = createOverviewReader(past.database);
  const turns = {
    query: () => timed(overview),
    loader: () => tookOf(load(`${panel.url}/ops.data`)),
    document: () => tookOf(load(`${panel.url}/ops`)),
    documentFloor: () => tookOf(load(bare.folded.url)),
    open: () => tookOf(load(`${panel.url}/ops?view=all`)),
    openFloor: () => tookOf(load(bare.open.url)),
  };
  const sample = await takeTurns(turns);

  const first: number[] = [];
  const ready: number[] = [];
  for (let restart = 0; restart < RESTARTS; restart++) {
    await panel.stop();
    panel = await startPanel(servers, source, past.url);
    ready.push(panel.readyMs);
    first.push((await load(`${panel.url}/ops`)).ms);
  }
  await Promise.all([panel.stop(), bare.folded.stop(), bare.open.stop()]);

  const line = (what: string, of: number[], floor: number[], goal: number | null): Measure[] =>
    [0.5, 0.95].map((share) => {
      const value = percentile(of, share);
      const isGoal = goal !== null && share === 0.95;
      const at = { what: `${what}, p${share * 100}`, value, floor: percentile(floor, share), unit: 'ms' };
      return { ...at, goal: isGoal ? `< ${goal} ms` : null, met: isGoal ? value < goal : null };
    });
  const size = (what: string, bytes: number, floor: number | null, goal: number | null): Measure => ({
    ...{ what, value: bytes / KB, floor, unit: 'KB' },
    ...{ goal: goal === null ? null : `< ${goal} KB`, met: goal === null ? null : bytes / KB < goal },
  });
  const warm = percentile(sample.document, 0.5);
  const ratio = percentile(first, 0.5) / warm;
  return [
    ...line(`loader, ${checks} checks`, sample.loader, sample.query, GOAL_MS),
    ...line(`document, ${checks} checks`, sample.document, sample.documentFloor, GOAL_MS),
    ...line('document, every row open', sample.open, sample.openFloor, null),
    size('folded, raw', folded.raw, null, GOAL_FOLDED_KB),
    size('folded, compressed', folded.body.byteLength, null, null),
    size('every row open, raw, a check', open.raw / checks, null, null),
    size('every row open, compressed, a check', open.body.byteLength / checks, null, GOAL_OPEN_KB),
    {
      what: 'first load after a restart',
      value: percentile(first, 0.5),
      floor: warm,
      unit: 'ms',
      goal: `< ${GOAL_FIRST} × warm`,
      met: ratio < GOAL_FIRST,
    },
    { what: 'restart until it is ready', value: percentile(ready, 0.5), floor: null, unit: 'ms', goal: null, met: null },
  ];
}

async function tookOf(loading: Promise<Loaded>): Promise<number> {
  return (await loading).ms;
}

/** Each in turn, so that whatever else the machine does falls on all of them. The first twenty rounds warm up. */
async function takeTurns<Name extends string>(turns: Record<Name, () => Promise<number>>): Promise<Record<Name, number[]>> {
  const sample = Object.fromEntries(Object.keys(turns).map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = -20; round < LOADS; round++) {
    for (const [name, turn] of Object.entries(turns) as [Name, () => Promise<number>][]) {
      const took = await turn();
      if (round >= 0) sample[name].push(took);
    }
  }
  return sample;
}
