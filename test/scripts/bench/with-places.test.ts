import { expect, it } from 'vitest';
import { withPlaces } from '#scripts/bench/with-places.ts';

const links = (table: Record<string, [ms: number, ...requires: string[]]>) =>
  Object.entries(table).map(([check, [ms, ...requires]]) => ({ check, requires, ms, provider: check.split('.')[0]! }));

it.each<[string, Parameters<typeof links>[0], number, number]>([
  ['of nothing takes nothing', {}, 1, 0],
  ['of strangers takes as long as the slowest', { 'a.x': [30], 'b.x': [40] }, 1, 40],
  ['of one provider with one place takes all their time', { 'a.x': [30], 'a.y': [40] }, 1, 70],
  ['of one provider with two places takes as long as the slowest', { 'a.x': [30], 'a.y': [40] }, 2, 40],
  ['lets the third in where the first leaves', { 'a.x': [30], 'a.y': [40], 'a.z': [20] }, 2, 50],
  ['waits for prerequisites', { 'a.key': [10], 'a.x': [30, 'a.key'], 'a.y': [5, 'a.x'] }, 4, 45],
  ['gives no place to who waits for a prerequisite', { 'a.x': [5, 'a.key'], 'a.key': [10], 'a.y': [20] }, 1, 35],
  ['holds nobody up for what was not part of it', { 'a.x': [30, 'a.key'] }, 1, 30],
])('a run %s', (_, table, limit, ms) => expect(withPlaces(links(table), limit)).toBe(ms));
