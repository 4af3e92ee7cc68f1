import { expect, it } from 'vitest';
import type { OverviewRow } from '#db/overview-reader.ts';
import { entryOf } from '#test/support/made-up.ts';
import { RUNNING } from '#test/support/overview-rows.ts';
import { checkState } from '#web/app/check-state.ts';
import { lightOf } from '#web/app/light-of.ts';

const NOW = new Date('2026-01-30T12:00:00Z');
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const well: OverviewRow = {
  ...entryOf('bruma.ingest'),
  verdict: 'ok',
  verdict_since: before(12),
  streak: 3,
  last_success_at: before(12),
  last_failure_at: null,
  last_auto_verdict_at: before(12),
  last_outcome: 'ok',
  last_outcome_at: before(12),
  last_outcome_class: null,
  last_outcome_summary: null,
  last_outcome_hint: null,
  last_run_id: null,
  last_probe_id: null,
  duration_ms: 100,
  summary: null,
  failure_class: null,
  hint: null,
  rungs: null,
  ring: null,
  pictures: null,
  failure: null,
  running: null,
};
const untold = (last_outcome: 'unknown' | 'skipped', last_outcome_class: string) => ({ last_outcome, last_outcome_class });

it.each<[string, Partial<OverviewRow>, string, Date | null]>([
  ['that is well says for how long', {}, 'for 12 minutes, since', before(12)],
  ['that failed once says so', { verdict: 'fail', streak: 1 }, 'failed once, 12 minutes ago, at', before(12)],
  [
    'that failed once a moment ago says so',
    { verdict: 'fail', streak: 1, verdict_since: before(0.5) },
    'failed once, just now, at',
    before(0.5),
  ],
  ['that failed once and is looked at again', { verdict: 'fail', streak: 1, running: RUNNING }, 'failed once; looking again', null],
  ['that warned once says for how long', { verdict: 'warn', streak: 1 }, 'for 12 minutes, since', before(12)],
  ['that fails says for how long', { verdict: 'fail' }, 'for 12 minutes, since', before(12)],
  [
    'that failed long ago speaks of the past',
    { verdict: 'fail', last_auto_verdict_at: before(300) },
    'when last looked at; out of date by 3 hours',
    null,
  ],
  ['that grew stale says what it was', { last_auto_verdict_at: before(180) }, 'was OK; out of date by 1 hour', null],
  ['that could not be judged says what it was', untold('unknown', 'no_egress'), 'could not be judged; was OK before', null],
  ['that was never judged claims nothing', { verdict: null, ...untold('unknown', 'runner') }, 'could not be judged', null],
  ['that waits for another one', untold('skipped', 'prerequisite'), 'waits for what it needs; was OK before', null],
  ['over budget', { verdict: null, ...untold('skipped', 'budget') }, 'over budget', null],
  ['without its variables', { configured: false }, 'because it is not configured', null],
  ['that never ran', { verdict: null, last_outcome: null }, 'nothing is known yet', null],
])('a check %s', (_, more, words, at) => {
  const row = { ...well, ...more };
  expect(checkState(row, lightOf(row, NOW), NOW)).toEqual({ words, at, isFresh: !words.includes('out of date') });
});
