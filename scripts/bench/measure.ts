/** One line of a benchmark's table. */
export interface Measure {
  what: string;
  /** What was measured, and the floor or peer beside it from the same run; null where there is none. */
  value: number;
  floor: number | null;
  unit: string;
  /** The goal in words, and whether it is met; null where the line is only for information. */
  goal: string | null;
  met: boolean | null;
}

/** What one benchmark gives: its lines, and what a reader must know of how they were made. */
export interface BenchResult {
  name: string;
  measures: Measure[];
  notes: string[];
}

/** The value below which the given share (0–1) of the sample lies. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}

/** Runs the work and gives how long it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
