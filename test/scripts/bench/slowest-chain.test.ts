import { expect, it } from 'vitest';
import { slowestChain } from '#scripts/bench/slowest-chain.ts';

const links = (table: Record<string, [ms: number, ...requires: string[]]>) =>
  Object.entries(table).map(([check, [ms, ...requires]]) => ({ check, requires, ms }));

it.each<[string, Parameters<typeof links>[0], string[], number]>([
  ['nothing', {}, [], 0],
  ['a check alone', { key: [30] }, ['key'], 30],
  ['the slower of two strangers', { key: [30], token: [40] }, ['token'], 40],
  ['a check with what it waited for', { network: [10], key: [30, 'network'], text: [50, 'key'] }, ['network', 'key', 'text'], 90],
  ['many short ones before a long one', { a: [20], b: [20, 'a'], c: [20, 'b'], alone: [50] }, ['a', 'b', 'c'], 60],
  ['the slower of two prerequisites', { slow: [40], fast: [1], both: [5, 'fast', 'slow'] }, ['slow', 'both'], 45],
  ['a way of many prerequisites, each counted once', { a: [10], b: [2, 'a'], c: [3, 'a'], d: [1, 'b', 'c'] }, ['a', 'c', 'd'], 14],
  ['checks in any order', { text: [50, 'key'], key: [30, 'network'], network: [10] }, ['network', 'key', 'text'], 90],
  ['no time for what was not part of the run', { text: [50, 'key'] }, ['text'], 50],
])('the slowest chain is %s', (_, table, checks, ms) => expect(slowestChain(links(table))).toEqual({ checks, ms }));
