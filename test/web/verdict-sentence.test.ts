import { describe, expect, it } from 'vitest';
import { verdictSentence, type Told } from '#web/app/verdict-sentence.ts';

const MINUTE = 60_000;

function told(label: string, light: Told['light'], more: Partial<Told> = {}): Told {
  return {
    label,
    scope: label.split(' ')[0]!.toLowerCase(),
    light,
    configured: true,
    forMs: 12 * MINUTE,
    overdueMs: 0,
    awaited: false,
    ...more,
  };
}

const many = (count: number, light: Told['light'], more: Partial<Told> = {}): Told[] =>
  Array.from({ length: count }, (_, index) => told(`Aurora ${index}`, light, more));

const TABLE: [string, Told[], string, Told['light']][] = [
  ['all well', many(41, 'ok'), 'All 41 checks are well.', 'ok'],
  ['one well', many(1, 'ok'), 'The one check that ran is well.', 'ok'],
  ['never run does not count as not well', [...many(3, 'ok'), told('Bruma image', 'never')], 'All 3 checks are well.', 'ok'],
  [
    'not configured does not count',
    [...many(3, 'ok'), told('Bruma image', 'skipped', { configured: false })],
    'All 3 checks are well.',
    'ok',
  ],
  ['one fails', [...many(3, 'ok'), told('Bruma ingest', 'fail')], 'Bruma ingest has been failing for 12 minutes.', 'fail'],
  [
    'one has just failed',
    [told('Bruma ingest', 'fail', { forMs: 4_000 })],
    'Bruma ingest has been failing for less than a minute.',
    'fail',
  ],
  [
    'a failure grown stale stays a failure',
    [told('Bruma ingest', 'fail', { overdueMs: 3 * 60 * MINUTE })],
    'Bruma ingest was failing when last looked at; that is out of date by 3 hours.',
    'fail',
  ],
  ['two fail', [told('Bruma a', 'fail'), told('Bruma b', 'fail')], 'Bruma a and Bruma b are failing.', 'fail'],
  [
    'three fail',
    [told('Bruma a', 'fail'), told('Bruma b', 'fail'), told('Silencio c', 'fail')],
    'Bruma a, Bruma b and Silencio c are failing.',
    'fail',
  ],
  [
    'many fail',
    [...many(4, 'fail'), told('Bruma b', 'fail', { forMs: 61 * MINUTE })],
    '5 checks in 2 scopes are failing, the first for 1 hour.',
    'fail',
  ],
  ['many fail in one scope', many(4, 'fail'), '4 checks are failing, the first for 12 minutes.', 'fail'],
  ['one warns', [...many(3, 'ok'), told('Bruma text', 'warn')], 'Everything works; 1 check warns.', 'warn'],
  [
    'a warning beside a skipped check',
    [told('Bruma text', 'warn'), told('Bruma image', 'skipped')],
    'What was looked at works; 1 check warns.',
    'warn',
  ],
  [
    'some are stale',
    [...many(2, 'ok'), ...many(12, 'stale', { overdueMs: 190 * MINUTE })],
    '12 checks are out of date, the oldest by 3 hours.',
    'stale',
  ],
  ['one is stale', [told('Bruma text', 'stale', { overdueMs: 2 * MINUTE })], '1 check is out of date, by 2 minutes.', 'stale'],
  ['one could not be judged', [...many(2, 'ok'), told('Silencio app', 'unknown')], 'Silencio app could not be judged.', 'unknown'],
  ['several could not be judged', many(3, 'unknown'), '3 checks could not be judged.', 'unknown'],
  ['some were skipped', [...many(37, 'ok'), ...many(4, 'skipped')], '37 of 41 checks are well; 4 were skipped.', 'ok'],
  ['all were skipped', many(2, 'skipped'), '0 of 2 checks are well; 2 were skipped.', 'skipped'],
  ['nothing has run', many(2, 'never'), 'Nothing has run yet.', 'never'],
  [
    'a first look',
    [...many(14, 'ok'), ...many(23, 'never', { awaited: true }), told('Bruma image', 'never')],
    'First look: 14 of 37 checks are done.',
    'never',
  ],
  ['nothing is configured', many(2, 'skipped', { configured: false }), 'Nothing is configured yet.', 'never'],
  ['no checks at all', [], 'Nothing is configured yet.', 'never'],
];

describe('the sentence above the checks', () => {
  it.each(TABLE)('%s', (_, checks, headline, light) => {
    expect(verdictSentence(checks)).toMatchObject({ headline, light });
  });

  it('says that Temporal is away where nothing fails', () => {
    expect(verdictSentence(many(3, 'ok'), 'Temporal does not answer, so nothing can run.')).toMatchObject({
      headline: 'Temporal does not answer, so nothing can run.',
      light: 'unknown',
    });
  });

  it('lets no trouble of ours hide a failure', () => {
    expect(
      verdictSentence([told('Bruma ingest', 'fail'), ...many(3, 'stale')], 'Temporal does not answer, so nothing can run.').light,
    ).toBe('fail');
  });

  it('reads out nothing that changes by the minute', () => {
    const early = verdictSentence([told('Bruma ingest', 'fail', { forMs: 2 * MINUTE })]);
    const late = verdictSentence([told('Bruma ingest', 'fail', { forMs: 200 * MINUTE })]);
    expect(early.headline).not.toBe(late.headline);
    expect(early.announcement).toBe(late.announcement);
  });

  it('names the one that fails in the tab', () => {
    expect(verdictSentence([told('Bruma ingest', 'fail')]).title).toBe('✕ Bruma ingest');
  });
});
