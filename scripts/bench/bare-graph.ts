// Beside the benchmark `sandbox-run`: what the bare SDK needs for checks that take as long and wait for each other alike. It asks
// nobody and remembers nothing.
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Link } from './slowest-chain.ts';

export interface BareGraphActivities {
  /** Is over after so many milliseconds. */
  last(ms: number): Promise<void>;
  noOp(): Promise<void>;
}

// The same options as the doctor's.
const { last } = proxyActivities<BareGraphActivities>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '5m',
  heartbeatTimeout: '15s',
  summary: 'nothing',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '15s' },
});
const { noOp } = proxyLocalActivities<BareGraphActivities>({ startToCloseTimeout: '10s' });

/** Opens with a local activity, starts each as soon as what it requires is over, closes with a local activity. */
export async function bareGraph(links: Link[]): Promise<void> {
  await noOp();
  const byName = new Map(links.map((link) => [link.check, link]));
  const started = new Map<string, Promise<void>>();
  const start = (link: Link): Promise<void> => {
    const known = started.get(link.check) ?? inTurn(link);
    started.set(link.check, known);
    return known;
  };
  async function inTurn({ requires, ms }: Link): Promise<void> {
    await Promise.all(requires.flatMap((name) => byName.get(name) ?? []).map(start));
    await last(ms);
  }
  await Promise.all(links.map(start));
  await noOp();
}
