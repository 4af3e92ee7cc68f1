import { percentile, type Measure } from './measure.ts';
import type { FullRun } from './open-full-runs.ts';

/** The times of full runs beside their slowest chains; the goal is for the middle of their ratios, null where there is none. */
export function runTimes(what: string, made: readonly FullRun[], most: number | null): Measure[] {
  const at = (of: (run: FullRun) => number, share = 0.5): number => percentile(made.map(of), share);
  const chain = (share: number): number => at((run) => run.chain.ms, share);
  const ratio = at((run) => run.wallMs / run.chain.ms);
  const goal = most === null ? { goal: null, met: null } : { goal: `≤ ${most}`, met: ratio <= most };
  const line = (name: string, value: number, floor: number | null): Measure => ({
    what: `${what}: ${name}`,
    value,
    floor,
    unit: 'ms',
    goal: null,
    met: null,
  });
  return [
    { ...line('wall / chain, p50', ratio, 1), unit: '×', ...goal },
    ...[0.5, 0.95].map((share) =>
      line(
        `wall, p${share * 100}`,
        at(({ wallMs }) => wallMs, share),
        chain(share),
      ),
    ),
    line(
      'opened to closed, p50',
      at(({ ownMs }) => ownMs),
      chain(0.5),
    ),
    line(
      'places alone, p50',
      at(({ placesMs }) => placesMs),
      chain(0.5),
    ),
    ...(['before', 'between', 'around', 'after'] as const).map((part) =>
      line(
        `${part}, p50`,
        at(({ beside }) => beside[part]),
        null,
      ),
    ),
  ];
}

/** The chain that was the slowest most often, in words. */
export function usualChain(made: readonly FullRun[]): string {
  const counts = new Map<string, number>();
  for (const { chain } of made) {
    const words = chain.checks.join(' → ');
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const [words, times] = [...counts].toSorted(([, a], [, b]) => b - a)[0]!;
  return `${words} (${times} of ${made.length})`;
}
