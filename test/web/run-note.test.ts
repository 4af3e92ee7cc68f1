import { describe, expect, it } from 'vitest';
import { isWithheld, listed, noteOf } from '#web/app/run-note.ts';

type Noted = Parameters<typeof noteOf>[0];
const check = (name: string, more: Partial<Noted> = {}): Noted => ({
  check: name,
  state: 'finished',
  status: 'ok',
  failureClass: null,
  attempt: 1,
  requires: [],
  place: 'aurora',
  placeLimit: 2,
  ...more,
});
const unasked = (name: string, more: Partial<Noted> = {}) =>
  check(name, { attempt: 0, status: 'skipped', failureClass: 'prerequisite', requires: ['key'], ...more });
const pending = (name: string, more: Partial<Noted> = {}) => check(name, { state: 'pending', status: null, attempt: 0, ...more });
const running = (name: string, more: Partial<Noted> = {}) => check(name, { state: 'running', status: null, ...more });

const noteFor = (subject: Noted, ...others: Noted[]) =>
  noteOf(
    subject,
    new Map([subject, ...others].map((one) => [one.check, one])),
    (name) => name.toUpperCase(),
    (place) => `The place ${place}`,
  );

describe('the note in place of a bar', () => {
  it.each<[string, Noted, Noted[], string | null]>([
    ['is not needed where there is a bar', check('text'), [], null],
    ['names what failed', unasked('text'), [check('key', { status: 'fail' })], 'waits for KEY, which failed'],
    [
      'names the bottom of a chain',
      unasked('image', { requires: ['text'] }),
      [unasked('text'), check('key', { status: 'fail' })],
      'waits for KEY, which failed',
    ],
    [
      'passes over what is well',
      unasked('text', { requires: ['network', 'key'] }),
      [check('network'), check('key', { status: 'fail' })],
      'waits for KEY, which failed',
    ],
    [
      'names of what nothing is known',
      unasked('text', { status: 'unknown' }),
      [check('key', { status: 'unknown', failureClass: 'runner' })],
      'waits for KEY, of which nothing is known',
    ],
    ['does without a name it cannot find', unasked('text'), [], 'waits for what it requires, which failed'],
    ['says what is not configured', unasked('text', { failureClass: 'not_configured' }), [], 'not configured'],
    ['says what has no place in the budget', unasked('text', { failureClass: 'budget' }), [], 'over budget'],
    ['says what was cancelled', unasked('text', { failureClass: 'cancelled' }), [], 'cancelled before it began'],
    ['says what was lost', unasked('text', { status: 'unknown', failureClass: 'runner' }), [], 'never begun: the worker was lost'],
    [
      'says for what it still waits',
      pending('text', { requires: ['key', 'network', 'done'] }),
      [running('key'), pending('network'), check('done')],
      'waits for KEY and NETWORK',
    ],
    [
      'knows before the end what will be left out',
      pending('text', { requires: ['key'] }),
      [check('key', { status: 'fail' })],
      'waits for KEY, which failed',
    ],
    [
      'knows so over several',
      pending('image', { requires: ['text'] }),
      [pending('text', { requires: ['key'] }), check('key', { status: 'unknown' })],
      'waits for KEY, of which nothing is known',
    ],
    ['says that the provider is busy', pending('text'), [running('a'), running('b')], 'The place aurora is asked 2 things at once'],
    ['says so of a single place', pending('text', { placeLimit: 1 }), [running('a')], 'The place aurora is asked one thing at once'],
    [
      'blames no other provider',
      pending('text'),
      [running('a', { place: 'bruma' }), running('b', { place: 'bruma' })],
      'waits for its turn',
    ],
  ])('%s', (_what, subject, others, note) => expect(noteFor(subject, ...others)).toBe(note));

  it('comes alone, without a line, where it waits in vain', () => {
    const all = (...some: Noted[]) => new Map(some.map((one) => [one.check, one]));
    const text = pending('text', { requires: ['key'] });
    expect(isWithheld(text, all(text, check('key', { status: 'fail' })))).toBe(true);
    expect(isWithheld(text, all(text, running('key')))).toBe(false);
    expect(isWithheld(unasked('text'), all(check('key', { status: 'fail' })))).toBe(false);
  });

  it.each([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A and B'],
    [['A', 'B', 'C'], 'A, B and C'],
  ])('lists %o', (names, text) => expect(listed(names)).toBe(text));
});
