import { describe, expect, it } from 'vitest';
import { many, minutesAgo, NOW, RUNNING, seen, waiting, openRun, untold } from '#test/support/overview-rows.ts';
import { sentenceOf, type Row } from '#test/support/sentence-of.ts';
import { inUtc } from '#web/app/said.ts';

const HOUR = 60;
const TEMPORAL = 'Temporal does not answer, so nothing can run.';
/** Looked at so long ago that it is out of date by three hours. */
const OLD = { ago: 5 * HOUR, since: 6 * HOUR };
const refused = seen('axiom.token', 'fail', { failure_class: 'auth' });
const threeWait = [
  waiting('axiom.dataset', ['axiom.token']),
  waiting('axiom.ingest', ['axiom.dataset'], { verdict: 'ok' }),
  waiting('axiom.query_back', ['axiom.ingest']),
];

const TABLE: Row[] = [
  [
    'one failing',
    [...many(3, 'ok'), seen('axiom.ingest', 'fail')],
    'fail',
    'Axiom ingest has been failing for 12 minutes.',
    '',
    '✕ Axiom ingest',
  ],
  [
    'one failing, one waits',
    [seen('axiom.ingest', 'fail'), waiting('axiom.query_back', ['axiom.ingest'])],
    'fail',
    'Axiom ingest has been failing for 12 minutes.',
    '1 check waits for it.',
  ],
  [
    'first miss, looked at again',
    [...many(3, 'ok'), seen('axiom.ingest', 'fail', { streak: 1, running: RUNNING })],
    'fail',
    'Axiom ingest failed once; looking again.',
  ],
  [
    'first miss, nobody looks again',
    [...many(3, 'ok'), seen('axiom.ingest', 'fail', { streak: 1, since: 3 })],
    'fail',
    'Axiom ingest failed once, 3 minutes ago.',
  ],
  ['first miss, a moment ago', [seen('axiom.ingest', 'fail', { streak: 1, since: 0.5 })], 'fail', 'Axiom ingest failed once, just now.'],
  [
    'one cause',
    [...many(3, 'ok'), refused, ...threeWait],
    'fail',
    'Axiom’s token has been refused for 12 minutes.',
    '3 checks wait for it.',
    '✕ Axiom token',
  ],
  [
    'one cause, met once',
    [{ ...refused, streak: 1 }, ...threeWait],
    'fail',
    'Axiom token failed once, 12 minutes ago.',
    '3 checks wait for it.',
  ],
  [
    'one cause of several credentials',
    [seen('gemini.vertex.credentials', 'fail', { failure_class: 'auth' })],
    'fail',
    'Vertex’s credentials have been refused for 12 minutes.',
  ],
  [
    'one provider out of reach',
    [seen('github.network', 'fail', { failure_class: 'dns' })],
    'fail',
    'GitHub has been out of reach for 12 minutes.',
  ],
  [
    'one answer too late is no provider out of reach',
    [seen('github.repository', 'fail', { failure_class: 'timeout' })],
    'fail',
    'GitHub repository has been failing for 12 minutes.',
  ],
  [
    'one cause without a name of its own',
    [seen('axiom.token', 'fail', { failure_class: 'server_error' }), ...threeWait],
    'fail',
    'Axiom token has been failing for 12 minutes.',
    '3 checks wait for it.',
  ],
  [
    'a refused signature is no refused key',
    [seen('spaces.presigned_url', 'fail', { failure_class: 'auth' })],
    'fail',
    'Spaces presigned URL has been failing for 12 minutes.',
  ],
  [
    'three failing of one provider, for one reason',
    many(3, 'fail'),
    'fail',
    'Aurora c0, Aurora c1 and Aurora c2 are failing, the first since 09:50 UTC.',
    'One cause is behind them.',
    '✕ Aurora c0, c1 and c2',
  ],
  [
    'two failing',
    [seen('bruma.a', 'fail', { since: 16 }), seen('silencio.b', 'fail')],
    'fail',
    'Bruma a and Silencio b are failing, the first since 09:46 UTC.',
    '',
    '✕ 2 failing',
  ],
  [
    'two failed once',
    [seen('bruma.a', 'fail', { streak: 1, since: 3 }), seen('silencio.b', 'fail', { streak: 1, since: 2.5 })],
    'fail',
    'Bruma a and Silencio b failed once, 3 minutes ago.',
  ],
  [
    'two failed once, at different times',
    [seen('bruma.a', 'fail', { streak: 1, since: 3 }), seen('silencio.b', 'fail', { streak: 1, since: 9 })],
    'fail',
    'Silencio b and Bruma a failed once, the first 9 minutes ago.',
  ],
  [
    'two failed once, both looked at again',
    ['bruma.a', 'silencio.b'].map((name) => seen(name, 'fail', { streak: 1, running: RUNNING })),
    'fail',
    'Bruma a and Silencio b failed once; looking again.',
  ],
  [
    'two failed once, one of them looked at again',
    [seen('bruma.a', 'fail', { streak: 1 }), seen('silencio.b', 'fail', { streak: 1, running: RUNNING })],
    'fail',
    'Bruma a and Silencio b failed once, 12 minutes ago.',
  ],
  [
    'many failed once',
    ['aurora', 'bruma', 'silencio', 'axiom'].map((scope) => seen(`${scope}.a`, 'fail', { streak: 1 })),
    'fail',
    '4 checks in 4 scopes failed once, 12 minutes ago.',
  ],
  [
    'one of two failed once',
    [seen('bruma.a', 'fail', { streak: 1, since: 3 }), seen('silencio.b', 'fail')],
    'fail',
    'Silencio b and Bruma a are failing, the first since 09:50 UTC.',
  ],
  [
    'three failing',
    [seen('bruma.a', 'fail'), seen('silencio.b', 'fail'), seen('axiom.c', 'fail')],
    'fail',
    'Bruma a, Silencio b and Axiom c are failing, the first since 09:50 UTC.',
  ],
  [
    'many failing',
    [...many(4, 'fail'), ...many(2, 'fail', { since: 16 }, 'bruma'), seen('silencio.a', 'fail')],
    'fail',
    '7 checks in 3 scopes are failing, the first since 09:46 UTC.',
    '3 causes are behind them.',
    '✕ 7 failing',
  ],
  [
    'many failing for long',
    [...many(2, 'fail', { since: 3 * 24 * HOUR }), ...many(2, 'fail', {}, 'bruma')],
    'fail',
    '4 checks in 2 scopes are failing, the first for 3 days.',
    '2 causes are behind them.',
  ],
  [
    'a failure grown stale stays a failure',
    [...many(3, 'ok'), seen('axiom.ingest', 'fail', OLD)],
    'fail',
    'Axiom ingest was failing when last looked at; that is out of date by 3 hours.',
  ],
  [
    'a refusal grown stale',
    [{ ...refused, last_auto_verdict_at: minutesAgo(5 * HOUR) }],
    'fail',
    'Axiom’s token was refused when last looked at; that is out of date by 3 hours.',
  ],
  [
    'several failures grown stale',
    [seen('bruma.a', 'fail', OLD), seen('silencio.b', 'fail', OLD)],
    'fail',
    'Bruma a and Silencio b were failing when last looked at; that is out of date by 3 hours.',
  ],
  [
    'one failure fresh, one grown stale',
    [seen('bruma.a', 'fail'), seen('silencio.b', 'fail', OLD)],
    'fail',
    'Bruma a has been failing for 12 minutes.',
    'Silencio b was failing when last looked at; that is out of date by 3 hours.',
  ],
  [
    'the watcher is down while something fails',
    { rows: [seen('axiom.ingest', 'fail')], down: minutesAgo(52) },
    'fail',
    'Axiom ingest has been failing for 12 minutes.',
    'Nothing has run since 09:10 UTC: the watcher is down.',
  ],
  [
    'Temporal down while something fails',
    { rows: [seen('axiom.ingest', 'fail')], temporal: TEMPORAL },
    'fail',
    'Axiom ingest has been failing for 12 minutes.',
    `${TEMPORAL} “npm start” brings it up; else look at TEMPORAL_ADDRESS.`,
  ],
  [
    'no egress while something fails',
    [untold('bruma.text', 'no_egress'), seen('axiom.ingest', 'fail')],
    'fail',
    'Axiom ingest has been failing for 12 minutes.',
  ],
  [
    'first start, one fails',
    {
      rows: [seen('axiom.ingest', 'fail', { ago: 0, streak: 1, since: 0 }), seen('bruma.c', 'never', { running: RUNNING })],
      openRuns: [openRun(1)],
    },
    'fail',
    'Axiom ingest failed once, just now.',
  ],
  [
    'running: the verdict stands',
    { rows: [...many(2, 'ok', { running: RUNNING }), seen('axiom.ingest', 'fail', { running: RUNNING })], openRuns: [openRun(1)] },
    'fail',
    'Axiom ingest has been failing for 12 minutes.',
  ],
];

describe('the sentence while something fails', () => {
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
});
