import { describe, expect, it } from 'vitest';
import { lightOf, staleAt } from '#web/app/light-of.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const HOUR = 3_600_000;
const before = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);

type State = Parameters<typeof lightOf>[0];
const well: State = {
  configured: true,
  cadence_ms: HOUR,
  verdict: 'ok',
  last_success_at: before(0.5),
  last_failure_at: null,
  last_auto_verdict_at: before(0.5),
  last_outcome: 'ok',
  last_outcome_class: null,
};

const TABLE: [string, Partial<State>, ReturnType<typeof lightOf>][] = [
  ['a fresh success is ok', {}, 'ok'],
  ['a fresh warning warns', { verdict: 'warn', last_outcome: 'warn' }, 'warn'],
  ['two cadences without an automatic answer make it stale', { last_auto_verdict_at: before(2) }, 'stale'],
  [
    'a manual run does not freshen what nobody looks at by himself',
    { last_auto_verdict_at: before(3), last_success_at: before(0) },
    'stale',
  ],
  ['without any automatic answer the last one counts', { last_auto_verdict_at: null, last_success_at: before(3) }, 'stale'],
  ['without a cadence nothing grows stale', { cadence_ms: null, last_auto_verdict_at: before(900) }, 'ok'],
  ['a failure stays red however old', { verdict: 'fail', last_outcome: 'fail', last_auto_verdict_at: before(900) }, 'fail'],
  [
    'a failure stays red when its next look told nothing',
    { verdict: 'fail', last_outcome: 'unknown', last_outcome_class: 'runner' },
    'fail',
  ],
  ['a cancelled run leaves a red light red', { verdict: 'fail', last_outcome: 'skipped', last_outcome_class: 'cancelled' }, 'fail'],
  ['a cancelled run leaves a green light green', { last_outcome: 'skipped', last_outcome_class: 'cancelled' }, 'ok'],
  ['unknown is not green', { last_outcome: 'unknown', last_outcome_class: 'runner' }, 'unknown'],
  ['over budget leaves a green light green', { last_outcome: 'skipped', last_outcome_class: 'budget' }, 'ok'],
  ['over budget before anything ever ran', { verdict: null, last_outcome: 'skipped', last_outcome_class: 'budget' }, 'skipped'],
  ['skipped is not well', { last_outcome: 'skipped', last_outcome_class: 'prerequisite' }, 'skipped'],
  ['nothing ever ran', { verdict: null, last_outcome: null, last_success_at: null, last_auto_verdict_at: null }, 'never'],
  ['cancelled before anything ever ran', { verdict: null, last_outcome: 'skipped', last_outcome_class: 'cancelled' }, 'never'],
  ['not configured is skipped, whatever was before', { configured: false }, 'skipped'],
];

describe('the light of a check', () => {
  it.each(TABLE)('%s', (_, more, light) => {
    expect(lightOf({ ...well, ...more }, NOW)).toBe(light);
  });

  it('tells when it will go stale', () => {
    expect(staleAt(well)).toEqual(new Date(NOW.getTime() + 1.5 * HOUR));
  });
});
