import type { Heap } from './measure-heap.ts';
import type { Measure } from './measure.ts';

/** By how much of itself the heap may stray from where it was after the warm-up. */
const FLAT = 0.1;
const MB = 2 ** 20;

/** What samples of a heap, the first of them after the warm-up, say of whether it stays flat. */
export function heapMeasures(heaps: readonly Heap[]): Measure[] {
  const { used, resident } = heaps[0]!;
  const furthest = Math.max(...heaps.map((heap) => Math.abs(heap.used / used - 1)));
  const ends = heaps.slice(-3);
  const end = ends.reduce((sum, heap) => sum + heap.used, 0) / ends.length;
  const line = (what: string, value: number, floor: number): Measure => ({
    what,
    value: value / MB,
    floor: floor / MB,
    unit: 'MB',
    goal: null,
    met: null,
  });
  return [
    {
      what: 'heap, furthest from the first',
      value: furthest * 100,
      floor: null,
      unit: '%',
      goal: `± ${FLAT * 100} %`,
      met: furthest <= FLAT,
    },
    line('heap at the end', end, used),
    line('resident at the end', heaps.at(-1)!.resident, resident),
  ];
}
