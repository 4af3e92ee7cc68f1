import { describe, expect, it } from 'vitest';
import { foundFirst } from '#web/app/found-first.ts';
import type { RunLit, RunRow } from '#web/app/run-view.ts';

const LITS: Record<string, RunLit> = { o: 'ok', f: 'fail', w: 'warn', u: 'unknown', s: 'skipped', r: 'running', q: 'queued' };
/** A row for each letter; told apart by its place in the plan. */
const found = (letters: string): [shown: string, folded: string] => {
  const rows = [...letters].map((letter, place) => ({ lit: LITS[letter], name: `${letter}${place}` }) as RunRow);
  const { shown, folded } = foundFirst(rows);
  return [shown.map(({ name }) => name).join(' '), folded.map(({ name }) => name).join(' ')];
};

describe('what was found in a run', () => {
  it.each([
    ['what is not well, then what is', 'owof', 'f3 w1 o0 o2', ''],
    ['the worst first, else as planned', 'swfuwf', 'f2 f5 u3 w1 w4 s0', ''],
    ['what is still to come before what is well', 'oqr', 'r2 q1 o0', ''],
    ['six that are well', 'oofoooo', 'f2 o0 o1 o3 o4 o5 o6', ''],
    ['more of them apart', 'oofooooo', 'f2', 'o0 o1 o3 o4 o5 o6 o7'],
    ['nothing apart where all is well', 'oooooooo', 'o0 o1 o2 o3 o4 o5 o6 o7', ''],
    ['nothing', '', '', ''],
  ])('shows %s', (_, letters, shown, folded) => {
    expect(found(letters)).toEqual([shown, folded]);
  });
});
