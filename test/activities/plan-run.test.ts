import { describe, expect, it } from 'vitest';
import { planRun } from '#activities/plan-run.ts';
import type { Check } from '#activities/checks/create-checks.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { Selection } from '#workflows/core/run.ts';

function check(name: string, more: Partial<Check['entry']> = {}): Check {
  const [scope, provider] = name.split('.').length === 3 ? name.split('.') : [name.split('.')[0], null];
  const entry = {
    name,
    scope: scope!,
    provider: provider ?? null,
    expensive: false,
    baseline: false,
    configured: true,
    requires: [],
    ...more,
  };
  return { entry, capability: { deadlineMs: 10_000 }, target: {} } as unknown as Check;
}

const checks = [
  check('aurora.key'),
  check('aurora.upload', { requires: ['aurora.key'], baseline: true }),
  check('aurora.image', { requires: ['aurora.key'], expensive: true }),
  check('bruma.north.ping', { baseline: true, configured: false }),
  check('bruma.south.ping'),
];

const plan = (selection: Partial<Selection>, notWell: string[] = []) =>
  planRun(
    { selection: { ...EVERYTHING_CHEAP, ...selection }, trigger: 'manual', requestedBy: 'test', record: true, nonce: null },
    checks,
    notWell,
  );
const names = (...args: Parameters<typeof plan>) => plan(...args).map((planned) => planned.check);

describe('a run over', () => {
  it('nothing in particular does all that is not expensive', () => {
    expect(names({})).toEqual(['aurora.key', 'aurora.upload', 'bruma.north.ping', 'bruma.south.ping']);
  });
  it('everything, with expensive ones, does those too', () => {
    expect(names({ expensive: true })).toContain('aurora.image');
  });
  it('a scope does that scope', () => {
    expect(names({ scopes: ['bruma'] })).toEqual(['bruma.north.ping', 'bruma.south.ping']);
  });
  it('a provider does that provider', () => {
    expect(names({ scopes: ['bruma'], provider: 'south' })).toEqual(['bruma.south.ping']);
  });
  it('a named check does what it requires first, and knows which of them was asked for', () => {
    expect(plan({ checks: ['aurora.upload'] }).map((planned) => [planned.check, planned.asked])).toEqual([
      ['aurora.key', false],
      ['aurora.upload', true],
    ]);
  });
  it('a named expensive check runs it', () => {
    expect(names({ checks: ['aurora.image'] })).toEqual(['aurora.key', 'aurora.image']);
  });
  it('the baseline does what is configured and belongs to it, with what that requires', () => {
    expect(names({ baseline: true })).toEqual(['aurora.key', 'aurora.upload']);
  });
  it('what is not well does only that', () => {
    expect(names({ failing: true }, ['bruma.south.ping'])).toEqual(['bruma.south.ping']);
  });
});

describe('a planned check', () => {
  it('may be tried three times, an expensive one once', () => {
    expect(plan({ expensive: true }).map((planned) => [planned.check, planned.maxAttempts])).toContainEqual(['aurora.image', 1]);
    expect(plan({})[0]!.maxAttempts).toBe(3);
  });
  it('has time to record what it found after its own deadline', () => {
    expect(plan({})[0]!.startToCloseMs).toBeGreaterThan(10_000);
  });
  it('shares as many places as is said, four where nothing is', () => {
    const request = { selection: EVERYTHING_CHEAP, trigger: 'manual' as const, requestedBy: 'test', record: true, nonce: null };
    expect([planRun(request, checks, [])[0]!.limit, planRun(request, checks, [], 2)[0]!.limit]).toEqual([4, 2]);
  });
  it('shares its places with the checks of the same provider only', () => {
    expect(plan({}).map((planned) => planned.provider)).toEqual(['aurora', 'aurora', 'bruma.north', 'bruma.south']);
  });
});
