import { describe, expect, it } from 'vitest';
import { mayOverrule, refusedByBudget, type BudgetLimits, type Spending } from '#workflows/core/budget.ts';

const HOUR_MS = 3_600_000;
const at = (time: string): Date => new Date(`2026-01-01T${time}:00Z`);
const midnight = new Date('2026-01-02T00:00:00Z');
const nothing: Spending = { now: at('22:00'), dayEnds: midnight, today: {}, lastAt: {} };
const images = ['aurora.image', 'aurora.edit'].map((check) => ({ check, provider: 'aurora' }));
const refused = (limits: Partial<BudgetLimits>, spending: Partial<Spending> = {}) =>
  refusedByBudget(images, { dailyCap: null, intervalMs: null, ...limits }, { ...nothing, ...spending }).map(({ check, reason, freeAt }) => [
    check,
    reason,
    freeAt,
  ]);

describe('the budget', () => {
  it('without limits refuses nothing', () => {
    expect(refused({}, { today: { aurora: 1_000 }, lastAt: { 'aurora.image': at('22:00') } })).toEqual([]);
  });

  it('gives the last place of a day to the first that asks', () => {
    expect(refused({ dailyCap: 4 }, { today: { aurora: 3 } })).toEqual([['aurora.edit', 'cap', midnight]]);
  });

  it('takes no place for what has to rest', () => {
    const spending = { today: { aurora: 3 }, lastAt: { 'aurora.image': at('21:30') } };
    expect(refused({ dailyCap: 4, intervalMs: HOUR_MS }, spending)).toEqual([['aurora.image', 'interval', at('22:30')]]);
  });

  it('lets go at the very end of the interval', () => {
    expect(refused({ intervalMs: HOUR_MS }, { lastAt: { 'aurora.image': at('21:00') } })).toEqual([]);
  });

  it('names the later time where both refuse', () => {
    const late = { today: { aurora: 4 }, lastAt: { 'aurora.image': at('21:59') } };
    expect(refused({ dailyCap: 4, intervalMs: 3 * HOUR_MS }, late)).toEqual([
      ['aurora.image', 'cap', new Date('2026-01-02T00:59:00Z')],
      ['aurora.edit', 'cap', midnight],
    ]);
  });

  it('of nothing has no time at which there is a place', () => {
    expect(refused({ dailyCap: 0 })).toEqual([
      ['aurora.image', 'cap', null],
      ['aurora.edit', 'cap', null],
    ]);
  });
});

describe('to overrule it', () => {
  it.each([
    ['manual', true],
    ['ops_ui', true],
    ['api', true],
    ['scheduler', false],
    ['auto_boot', false],
    ['confirm', false],
  ] as const)('is for people: %s may is %s', (trigger, may) => {
    expect(mayOverrule({ trigger, overBudget: true })).toBe(may);
    expect(mayOverrule({ trigger })).toBe(false);
  });
});
