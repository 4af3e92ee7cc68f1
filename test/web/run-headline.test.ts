import { describe, expect, it } from 'vitest';
import type { CheckProgress } from '#db/run-document.ts';
import { runHeadline } from '#web/app/run-headline.ts';
import { runName } from '#web/app/run-name.ts';
import type { RunState, Selection } from '#workflows/core/run.ts';
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
    ['running', 'oofrp', 'Axiom: 3 of 5 done, 1 failed.'],
    ['running', 'oorp', 'Axiom: 2 of 4 done.'],
    ['running', 'ppp', 'Axiom: not begun yet.'],
    ['asked', '', 'Axiom: not begun yet.'],
    ['finished', '', 'Axiom: there was nothing to look at.'],
    ['running', 'r', 'Axiom: under way.'],
    ['finished', 'ooo', 'Axiom: 3 done.'],
    ['finished', 'off', 'Axiom: 3 done, 2 failed.'],
    ['finished', 'o', 'Axiom: it is well.'],
    ['finished', 'f', 'Axiom: it failed.'],
    ['finished', 'w', 'Axiom: it works, but warns.'],
    ['finished', 'u', 'Axiom: it could not be judged.'],
    ['cancelled', 'ofss', 'Axiom: cancelled after 2 of 4, 1 failed.'],
    ['lost', 'ouu', 'Axiom: lost, Temporal no longer knows it.'],
  ])('of one that is %s with %s', (state, letters, headline) => {
    expect(runHeadline({ state, selection: AXIOM, checks: checks(letters) })).toBe(headline);
  });

  it.each<[Partial<Selection>, string]>([
    [{ baseline: true }, 'Baseline'],
    [{ baseline: true, scopes: ['axiom'] }, 'Axiom, baseline'],
    [{ scopes: ['axiom', 'gemini'] }, 'Axiom and Gemini'],
    [{ scopes: ['gemini'], provider: 'vertex' }, 'Gemini · Vertex'],
    [{ provider: 'ai_studio' }, 'AI Studio'],
    [{ scopes: ['gemini'], expensive: true }, 'Gemini, costly too'],
    [{}, 'Everything but costly'],
    [{ expensive: true }, 'Everything, costly too'],
    [{ failing: true }, 'What was not well'],
    [{ failing: true, scopes: ['axiom'] }, 'Axiom, what was not well'],
    [{ failing: true, expensive: true }, 'What was not well, costly too'],
    [{ checks: ['gemini.vertex.text_to_image'] }, 'Vertex text to image'],
    [{ checks: ['a.b', 'a.c', 'a.d'] }, 'A b, A c and A d'],
    [{ checks: ['a.b', 'a.c', 'a.d', 'a.e'] }, '4 checks'],
  ])('calls a run over %o “%s”', (selection, name) => {
    expect(runName({ ...EVERYTHING_CHEAP, ...selection })).toBe(name);
  });

  it('begins with what kind of run the baseline is', () => {
    const selection = { ...EVERYTHING_CHEAP, baseline: true };
    expect(runHeadline({ state: 'finished', selection, checks: checks('oof') })).toBe('Baseline run: 3 done, 1 failed.');
  });
});
