import { describe, expect, it } from 'vitest';
import type { BoardRow } from '#web/app/board-row.ts';
import { countsSaid } from '#web/app/counts-said.ts';
import { LIGHTS, type Light } from '#web/app/light-of.ts';
import { tally } from '#web/app/tally.ts';
import { wellWords } from '#web/app/well-words.ts';
import { boardRow } from './board-rows.ts';

const rows = (...kinds: [count: number, light: Light, more?: Partial<BoardRow>][]): BoardRow[] =>
  kinds.flatMap(([count, light, more], kind) =>
    Array.from({ length: count }, (_, one) => boardRow(`a${kind}.c${one}`, { light, ...more })),
  );
const countsOf = (all: readonly BoardRow[]) =>
  Object.fromEntries(LIGHTS.map((light) => [light, all.filter((row) => row.configured && row.light === light).length])) as Record<
    Light,
    number
  >;
const lineOf = (all: readonly BoardRow[], scopes = 1): string => {
  const { well, others } = countsSaid({ counts: countsOf(all), scopes, ...tally(all) });
  const rest = others.map(({ text }) => text).join(', ');
  return [...(well ? [`${well.figure} ${well.rest}`] : []), ...(rest ? [`${rest}.`] : [])].join(' ');
};
const OLD_RED = { isOld: true };
const OLD_WARN = { failureClass: 'slow' };
const OFF = { configured: false };

describe('how many are well', () => {
  it.each<[string, BoardRow[], string, string]>([
    ['all', rows([4, 'ok']), '4 well', '4 of 4 checks are well.'],
    ['the one', rows([1, 'ok']), '1 well', '1 of 1 check is well.'],
    [
      'some',
      rows([4, 'ok'], [1, 'fail'], [2, 'warn'], [1, 'skipped']),
      '4 of 8 well',
      '4 of 8 checks are well. 1 fails, 2 warn, 1 was skipped.',
    ],
    ['none', rows([2, 'fail']), '0 of 2 well', '0 of 2 checks are well. 2 fail.'],
    ['none, for it waits', rows([1, 'fail'], [3, 'skipped']), '0 of 4 well', '0 of 4 checks are well. 1 fails, 3 were skipped.'],
    ['what never ran does not count', rows([3, 'ok'], [1, 'never']), '3 well', '3 of 3 checks are well. 1 has never run.'],
    ['nor what is not configured', rows([3, 'ok'], [1, 'skipped', OFF]), '3 well', '3 of 3 checks are well.'],
    ['all out of date', rows([13, 'stale']), '13 were well then', '13 of 13 checks were well then. 13 are out of date.'],
    ['the one out of date', rows([1, 'stale']), '1 was well then', '1 of 1 check was well then. 1 is out of date.'],
    [
      'out of date, one warned',
      rows([4, 'stale'], [1, 'stale', OLD_WARN]),
      '4 of 5 were well then',
      '4 of 5 checks were well then. 5 are out of date.',
    ],
    [
      'out of date, a red one too',
      rows([3, 'stale'], [1, 'fail', OLD_RED]),
      '3 of 4 were well then',
      '3 of 4 checks were well then. 1 was failing, 3 are out of date.',
    ],
    ['a few out of date', rows([3, 'ok'], [2, 'stale']), '3 of 5 well', '3 of 5 checks are well. 2 are out of date.'],
    ['nobody knows of any', rows([13, 'unknown']), 'not known', '13 could not be judged.'],
    ['of none, some out of date', rows([2, 'unknown'], [2, 'stale']), 'not known', '2 could not be judged, 2 are out of date.'],
    ['all skipped', rows([2, 'skipped']), 'not known', '2 were skipped.'],
    ['never run', rows([2, 'never']), 'never run', '2 have never run.'],
    ['not configured', rows([2, 'skipped', OFF]), 'not configured', ''],
  ])('%s', (_, all, head, line) => {
    expect([wellWords(tally(all)), lineOf(all)]).toEqual([head, line]);
  });

  it('is said over how many scopes they are spread where they are many', () => {
    expect(lineOf(rows([61, 'ok']), 3)).toBe('61 of 61 checks in 3 scopes are well.');
  });
});
