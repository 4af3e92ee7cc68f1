import { describe, expect, it } from 'vitest';
import { many, minutesAgo, NOW, openRun, ringOf, RUNNING, seen, untold } from '#test/support/overview-rows.ts';
import { sentenceOf, type Row } from '#test/support/sentence-of.ts';
import type { OverviewRow } from '#db/overview-reader.ts';
import { inUtc } from '#web/app/said.ts';

const HOUR = 60;
const TEMPORAL = 'Temporal does not answer, so nothing can run.';
/** Looked at so long ago that it is out of date by three hours. */
const OLD = { ago: 5 * HOUR, since: 6 * HOUR };
const cut = (count: number): OverviewRow[] =>
  Array.from({ length: count }, (_, index) =>
    untold(`aurora.c${index}`, 'no_egress', { ring: ringOf([70, 'ok'], [10, 'unknown'], [5, 'unknown']) }),
  );

const TABLE: Row[] = [
  [
    'all well, never failed',
    many(41, 'ok'),
    'ok',
    'All 41 checks are well.',
    'All looked at 2 minutes ago; nothing has failed since the first look, 09:50 UTC.',
    '✓ All well',
  ],
  [
    'all well, looked at just once',
    many(41, 'ok', { ago: 0.5, since: 0.5 }),
    'ok',
    'All 41 checks are well.',
    'All looked at for the first time, just now.',
  ],
  [
    'all well, looked at at different times',
    [...many(3, 'ok'), ...many(3, 'ok', { ago: 8, since: 50 }, 'bruma')],
    'ok',
    'All 6 checks are well.',
    'Nothing has failed since the first look, 09:12 UTC.',
  ],
  [
    'all well, one never looked at',
    [...many(3, 'ok'), seen('bruma.image', 'never')],
    'ok',
    'All 3 checks are well.',
    'Nothing has failed since the first look, 09:50 UTC.',
  ],
  [
    'all well for long',
    many(41, 'ok', { last_failure_at: minutesAgo(9 * 24 * HOUR + 5) }),
    'ok',
    'All 41 checks are well.',
    'Nothing has failed for 9 days.',
  ],
  [
    'recovered a moment ago',
    [
      ...many(40, 'ok'),
      seen('axiom.ingest', 'ok', { last_failure_at: minutesAgo(13), ring: ringOf([24, 'fail'], [13, 'fail'], [10, 'ok']) }),
    ],
    'ok',
    'All 41 checks are well.',
    'Axiom ingest recovered 10 minutes ago after 14 minutes.',
  ],
  [
    'several recovered',
    ['axiom.ingest', 'bruma.text', 'silencio.app'].map((name, index) =>
      seen(name, 'ok', { ring: ringOf([24, 'fail'], [10 + index, 'ok']) }),
    ),
    'ok',
    'All 3 checks are well.',
    'Axiom ingest and 2 others have recovered, the last 10 minutes ago.',
  ],
  [
    'recovered hours ago',
    [seen('axiom.ingest', 'ok', { last_failure_at: minutesAgo(130), ring: ringOf([130, 'fail'], [125, 'ok']) })],
    'ok',
    'The one check that ran is well.',
    'Nothing has failed for 2 hours.',
  ],
  ['never run does not count as not well', [...many(3, 'ok'), seen('bruma.image', 'never')], 'ok', 'All 3 checks are well.'],
  [
    'not configured does not count',
    [...many(3, 'ok'), seen('bruma.image', 'never', { configured: false })],
    'ok',
    'All 3 checks are well.',
  ],
  ['one warns', [...many(3, 'ok'), seen('bruma.text', 'warn')], 'warn', 'Everything works; 1 check warns.', '', '▲ Bruma text'],
  ['several warn', many(3, 'warn'), 'warn', 'Everything works; 3 checks warn.', '', '▲ 3 warn'],
  [
    'a warning beside a skipped check',
    [seen('bruma.text', 'warn'), seen('bruma.image', 'skipped')],
    'warn',
    'What was looked at works; 1 check warns.',
  ],
  [
    'our clock is off while things work',
    many(3, 'warn', { failure_class: 'clock' }),
    'warn',
    'Everything works, but this machine’s clock is off.',
  ],
  [
    'some stale',
    [...many(2, 'ok'), ...many(12, 'ok', OLD, 'bruma')],
    'stale',
    '12 checks are out of date, the oldest by 3 hours.',
    '',
    '? Out of date',
  ],
  ['one stale', [seen('bruma.text', 'ok', OLD)], 'stale', '1 check is out of date, by 3 hours.'],
  [
    'the watcher is down',
    { rows: [...many(37, 'ok', { ago: 52 }), ...many(4, 'warn', { ago: 52 }, 'bruma')], down: minutesAgo(52) },
    'stale',
    'Nothing has run since 09:10 UTC: the watcher is down.',
    'These 41 lights are 52 minutes old; 37 were well then.',
    '? Nobody is watching',
  ],
  [
    'the watcher has long been down',
    { rows: [seen('bruma.text', 'ok', { ago: 3 * 24 * HOUR })], down: minutesAgo(3 * 24 * HOUR) },
    'stale',
    'Nothing has run for 3 days: the watcher is down.',
    'This light is 3 days old; 1 was well then.',
  ],
  [
    'the watcher is down, but somebody ran something',
    { rows: [...many(3, 'ok', { ago: 52 }), seen('bruma.text', 'ok', { last_auto_verdict_at: minutesAgo(52) })], down: minutesAgo(52) },
    'stale',
    'Nothing has run by itself since 09:10 UTC: the watcher is down.',
    '',
  ],
  [
    'the watcher never ran',
    { rows: many(3, 'ok', { last_auto_verdict_at: null }), down: null },
    'stale',
    'Nothing has run by itself yet: the watcher is down.',
  ],
  [
    'Temporal down',
    { rows: many(3, 'ok'), temporal: TEMPORAL },
    'unknown',
    TEMPORAL,
    'No service is blamed. “npm start” brings it up; else look at TEMPORAL_ADDRESS.',
    '? Temporal does not answer',
  ],
  [
    'no egress',
    cut(3),
    'unknown',
    'We cannot reach the internet; nothing is known since 09:52 UTC.',
    'No service is blamed.',
    '? No way out',
  ],
  [
    'no egress, with what waits for it',
    [...cut(3), untold('aurora.d', 'prerequisite', { requires: ['aurora.c0'] }), seen('bruma.text', 'ok', { ago: 40 })],
    'unknown',
    'We cannot reach the internet; nothing is known since 09:52 UTC.',
    'No service is blamed.',
  ],
  [
    'no egress, but something near answers',
    [...cut(3), seen('spaces.upload', 'ok')],
    'unknown',
    'We cannot reach the internet; of 3 checks nothing is known since 09:52 UTC.',
    'No service is blamed.',
  ],
  [
    'our clock is off',
    [untold('github.app', 'clock'), untold('spaces.bucket', 'clock')],
    'unknown',
    'This machine’s clock is off; 2 checks could not be judged.',
    '',
    '? This machine’s clock',
  ],
  [
    'our runner stumbled',
    [...many(2, 'ok'), untold('silencio.app', 'runner')],
    'unknown',
    'Silencio app could not be judged; the trouble is ours.',
    '',
    '? Silencio app',
  ],
  [
    'several of our own troubles',
    [untold('silencio.app', 'runner'), untold('bruma.text', 'clock')],
    'unknown',
    '2 checks could not be judged.',
    '',
    '? 2 not known',
  ],
  [
    'first start',
    {
      rows: [
        ...many(14, 'ok', { ago: 0 }),
        ...many(23, 'never', { running: RUNNING }, 'bruma'),
        ...many(4, 'never', { expensive: true }, 'silencio'),
      ],
      openRuns: [openRun(1)],
    },
    'never',
    'First look: 14 of 37 checks are done.',
    'So far all is well. The 4 that cost money wait until you ask.',
    '… First look',
  ],
  [
    'first start, one warns',
    {
      rows: [seen('bruma.a', 'ok', { ago: 0 }), seen('bruma.b', 'warn', { ago: 0 }), seen('bruma.c', 'never', { running: RUNNING })],
      openRuns: [openRun(1)],
    },
    'never',
    'First look: 2 of 3 checks are done.',
    'So far 1 of 2 are well.',
  ],
  [
    'a new check among old ones is no first look',
    { rows: [...many(3, 'ok', { ago: 30 }), seen('bruma.c', 'never', { running: RUNNING })], openRuns: [openRun(1)] },
    'ok',
    'All 3 checks are well.',
  ],
  ['nothing configured', many(2, 'never', { configured: false }), 'never', 'Nothing is configured yet.', '', '… Nothing configured'],
  [
    'nothing configured, and nobody watches it',
    { rows: many(2, 'never', { configured: false }), down: null },
    'never',
    'Nothing is configured yet.',
  ],
  ['no checks at all', [], 'never', 'Nothing is configured yet.'],
  ['never run', many(2, 'never'), 'never', 'Nothing has run yet.', 'Each light comes on with its first answer.', '… Nothing has run'],
  ['running, all well', { rows: many(2, 'ok', { running: RUNNING }), openRuns: [openRun(1)] }, 'ok', 'All 2 checks are well.'],
  [
    'some skipped',
    [...many(37, 'ok'), ...many(4, 'skipped', {}, 'bruma')],
    'ok',
    'What was looked at is well.',
    'Nothing has failed since the first look, 09:50 UTC.',
    '✓ Well',
  ],
  ['all skipped', many(2, 'skipped'), 'skipped', 'Nothing was looked at: 2 checks were skipped.', '', '– Skipped'],
];

describe('the sentence while nothing fails', () => {
  it.each(TABLE)('%s', (_, given, light, headline, lines, title) => {
    const said = sentenceOf(given);
    expect({ light: said.light, headline: inUtc(said.headline, NOW) }).toEqual({ light, headline });
    if (lines !== undefined) expect(said.lines.map((line) => inUtc(line, NOW)).join(' ')).toBe(lines);
    if (title !== undefined) expect(said.title).toBe(title);
  });

  it.each(TABLE)('has no time in what is read out, nor in the tab: %s', (_, given) => {
    const { announcement, title } = sentenceOf(given);
    expect(`${announcement} ${title}`).not.toMatch(/\d\d:\d\d|minute|hour|\d day|less than|just now|\bago\b|UTC|\[object/);
  });

  it('turns its light to a ring for the first look alone', () => {
    const underWay = TABLE.filter(([, given]) => sentenceOf(given).isUnderWay).map(([state]) => state);
    expect(underWay).toEqual(['first start', 'first start, one warns']);
  });
});
