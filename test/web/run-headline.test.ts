import { describe, expect, it } from 'vitest';
import type { CheckProgress } from '#db/run-document.ts';
import { runHeadline } from '#web/app/run-headline.ts';
import { runName, runOver } from '#web/app/run-name.ts';
import type { RunState } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

const AXIOM = { ...EVERYTHING_CHEAP, scopes: ['axiom'] };
/** `o` well, `f` failed, `s` skipped as the run was cancelled, `r` running, `p` pending. */
const checks = (letters: string): CheckProgress[] =>
  [...letters].map((letter) => {
    const state = letter === 'r' ? 'running' : letter === 'p' ? 'pending' : 'finished';
    const status = { o: 'ok', f: 'fail', s: 'skipped', w: 'warn', u: 'unknown' }[letter] ?? null;
    return { state, status, failureClass: letter === 's' ? 'cancelled' : null } as CheckProgress;
  });

describe('the headline of a run', () => {
  it.each<[RunState, string, string]>([
    ['running', 'oofrp', 'Run over axiom: 3 of 5 done, 1 failed.'],
    ['running', 'oorp', 'Run over axiom: 2 of 4 done.'],
    ['running', 'ppp', 'Run over axiom has not begun yet.'],
    ['asked', '', 'Run over axiom has not begun yet.'],
    ['finished', '', 'Run over axiom: there was nothing to look at.'],
    ['running', 'r', 'Run over axiom is under way.'],
    ['finished', 'ooo', 'Run over axiom: 3 done.'],
    ['finished', 'off', 'Run over axiom: 3 done, 2 failed.'],
    ['finished', 'o', 'Run over axiom: it is well.'],
    ['finished', 'f', 'Run over axiom: it failed.'],
    ['finished', 'w', 'Run over axiom: it works, but warns.'],
    ['finished', 'u', 'Run over axiom: it could not be judged.'],
    ['cancelled', 'ofss', 'Run over axiom was cancelled after 2 of 4, 1 failed.'],
    ['lost', 'ouu', 'Run over axiom was lost: Temporal no longer knows it.'],
  ])('of one that is %s with %s', (state, letters, headline) => {
    expect(runHeadline({ state, selection: AXIOM, checks: checks(letters) })).toBe(headline);
  });

  it.each([
    [{ baseline: true }, 'Baseline run', 'Run over baseline'],
    [{ baseline: true, scopes: ['axiom'] }, 'Run over axiom, baseline', 'Run over axiom, baseline'],
    [{}, 'Run over all that is not expensive', 'Run over all that is not expensive'],
    [{ checks: ['a.b', 'a.c', 'a.d'] }, 'Run over a.b, a.c, a.d', 'Run over a.b, a.c, a.d'],
    [{ checks: ['a.b', 'a.c', 'a.d', 'a.e'] }, 'Run over 4 checks', 'Run over 4 checks'],
  ])('names a run over %o', (selection, name, over) => {
    const whole = { ...EVERYTHING_CHEAP, ...selection };
    expect([runName(whole), runOver(whole)]).toEqual([name, over]);
  });
});
