import { expect, it } from 'vitest';
import { timeBesideChain } from '#scripts/bench/time-beside-chain.ts';

const span = (from: number, to: number) => ({ started_at: new Date(from).toISOString(), finished_at: new Date(to).toISOString() });

it('tells the time before, between, around and after the checks of a chain', () => {
  const chain = { checks: ['key', 'text'], ms: 90 };
  const probes = new Map([
    ['key', span(110, 150)],
    ['text', span(200, 270)],
    ['other', span(110, 400)],
  ]);
  const beside = timeBesideChain(chain, span(100, 420), probes);
  expect(beside).toEqual({ before: 10, between: 50, around: 20, after: 150 });
});

it('leaves nothing out', () => {
  const probes = new Map([['key', span(3, 40)]]);
  const { before, between, around, after } = timeBesideChain({ checks: ['key'], ms: 21 }, span(0, 100), probes);
  expect(before + between + around + after + 21).toBe(100);
  expect(between).toBe(0);
});
