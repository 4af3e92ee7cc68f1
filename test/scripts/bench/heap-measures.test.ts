import { expect, it } from 'vitest';
import { heapMeasures } from '#scripts/bench/heap-measures.ts';

const MB = 2 ** 20;
const measures = (...sizes: number[]) => heapMeasures(sizes.map((size) => ({ used: size * MB, resident: 4 * size * MB })));

it.each<[string, number[], boolean]>([
  ['is flat where nothing changes', [100, 100, 100], true],
  ['is flat as long as it strays by a tenth at most', [100, 109, 91, 100], true],
  ['is not flat where it grew', [100, 104, 108, 112], false],
  ['is not flat where it grew only for a while', [100, 130, 100, 100], false],
  ['is not flat where it shrank: the first was no rest', [100, 80, 80], false],
])('a heap %s', (_, sizes, met) => expect(measures(...sizes)[0]!.met).toBe(met));

it('says how far it strayed, and where it ended beside where it began', () => {
  const [furthest, end, resident] = measures(100, 108, 101, 103, 105);
  expect(furthest!.value).toBeCloseTo(8);
  expect(end).toMatchObject({ value: 103, floor: 100 });
  expect(resident).toMatchObject({ value: 420, floor: 400 });
});
