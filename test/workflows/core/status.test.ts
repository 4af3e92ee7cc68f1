import { describe, expect, it } from 'vitest';
import { countStatuses, isVerdict, worst, type Status } from '#workflows/core/status.ts';

describe('the worst of several outcomes', () => {
  it.each<[Status[], Status]>([
    [['ok', 'warn', 'fail', 'unknown'], 'fail'],
    [['ok', 'warn', 'skipped'], 'warn'],
    [['ok', 'unknown', 'skipped'], 'ok'],
    [['unknown', 'skipped'], 'unknown'],
    [['skipped'], 'skipped'],
    [[], 'skipped'],
  ])('of %j is %s', (statuses, expected) => {
    expect(worst(statuses)).toBe(expected);
  });
});

describe('outcomes', () => {
  it('are verdicts only where they say something about the provider', () => {
    expect((['ok', 'warn', 'fail', 'skipped', 'unknown'] as const).map(isVerdict)).toEqual([true, true, true, false, false]);
  });

  it('are counted with a zero for what did not happen', () => {
    expect(countStatuses(['ok', 'ok', 'fail'])).toEqual({ ok: 2, warn: 0, fail: 1, skipped: 0, unknown: 0 });
  });
});
