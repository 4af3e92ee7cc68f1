import { heapMeasures } from '#scripts/bench/heap-measures.ts';
import type { Measure } from '#scripts/bench/measure.ts';
import { load, openStreams } from './load.ts';
import type { RunningPanel } from './start-panel.ts';

const SAMPLES = 20;
const AT_ONCE = 4;

/** The panel's heap, collected, over so many requests with so many event streams opened and closed between them. */
export async function memory(panel: RunningPanel, { requests, streams }: { requests: number; streams: number }): Promise<Measure[]> {
  const paths = ['/ops', '/ops.data', '/ops/runs.data', '/ops.data?scope=team_1'];
  const ask = async (count: number): Promise<void> => {
    const one = async (first: number): Promise<void> => {
      for (let index = first; index < count; index += AT_ONCE) await load(panel.url + paths[index % paths.length]!);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, first) => one(first)));
  };
  const openAndClose = async (count: number): Promise<void> => (await openStreams(panel.url, count))();
  await ask(1_000);
  await openAndClose(50);
  const heaps = [await panel.heap()];
  for (let sample = 0; sample < SAMPLES; sample++) {
    await ask(requests / SAMPLES);
    await openAndClose(streams / SAMPLES);
    heaps.push(await panel.heap());
  }
  return heapMeasures(heaps).map((measure) => ({ ...measure, what: `the panel’s ${measure.what}` }));
}
