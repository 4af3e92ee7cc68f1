import { describe, expect, it } from 'vitest';
import type { OverviewRow } from '#db/overview-reader.ts';
import { minutesAgo, overviewOf, ringOf, RUNNING, seen, untold, waiting } from '#test/support/overview-rows.ts';
import { causesOf, type Cause } from '#web/app/causes.ts';

const causes = (...rows: OverviewRow[]): Cause[] => causesOf(overviewOf(rows));
const hint = (id: string) => ({ id, title: 'Do this', steps: ['Look.'], doc: 'docs/x.md' });
const names = (concerned: Cause['checks']): string[] => concerned.map(({ name }) => name);
/** Which checks each cause is shown by, and which wait for it. */
const shape = (...rows: OverviewRow[]) => causes(...rows).map((cause) => [names(cause.checks), names(cause.waiting)]);

describe('what is behind all that is not well', () => {
  it('is nothing where all is well, skipped, or not configured', () => {
    expect(shape(seen('bruma.a', 'ok'), seen('bruma.b', 'skipped'), seen('bruma.c', 'fail', { configured: false }))).toEqual([]);
  });

  it('is one for checks of one provider that met the same', () => {
    expect(shape(seen('bruma.a', 'fail'), seen('bruma.b', 'fail'))).toEqual([[['bruma.a', 'bruma.b'], []]]);
  });

  it.each([
    ['scopes', seen('silencio.b', 'fail')],
    ['classes', seen('bruma.b', 'fail', { failure_class: 'permission' })],
    ['hints', seen('bruma.b', 'fail', { hint: hint('OTHER') })],
    ['lights', seen('bruma.b', 'warn', { failure_class: 'auth' })],
  ])('is two for different %s', (_, other) => {
    expect(causes(seen('bruma.a', 'fail'), other)).toHaveLength(2);
  });

  it('is two for different providers of one scope', () => {
    expect(causes(seen('aurora.north.text', 'fail'), seen('aurora.south.text', 'fail'))).toHaveLength(2);
  });

  it('keeps all that waits for it, over as many steps as there are, and nothing else', () => {
    expect(
      shape(
        seen('bruma.token', 'fail'),
        waiting('bruma.dataset', ['bruma.token']),
        waiting('bruma.ingest', ['bruma.dataset']),
        seen('bruma.list', 'skipped', { requires: ['bruma.token'], last_outcome_class: 'budget' }),
        waiting('bruma.late', ['bruma.well']),
        seen('bruma.well', 'ok'),
      ),
    ).toEqual([[['bruma.token'], ['bruma.dataset', 'bruma.ingest']]]);
  });

  it('is its own for a red light that waits for trouble of ours, which must not hide it', () => {
    const red = waiting('bruma.ingest', ['bruma.network'], { verdict: 'fail', verdict_since: minutesAgo(40) });
    expect(shape(untold('bruma.network', 'no_egress'), red, waiting('bruma.list', ['bruma.network']))).toEqual([
      [['bruma.ingest'], []],
      [['bruma.network'], ['bruma.list']],
    ]);
  });

  it('keeps a red light that waits now among those that show it', () => {
    const ingest = waiting('bruma.ingest', ['bruma.token'], {
      verdict: 'fail',
      verdict_since: minutesAgo(40),
      failure_class: 'permission',
    });
    const [cause, ...others] = causes(ingest, seen('bruma.token', 'fail'));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ label: 'Bruma token and ingest', since: minutesAgo(40), isOnce: false });
    expect([names(cause!.checks), cause!.waiting]).toEqual([['bruma.token', 'bruma.ingest'], []]);
  });

  it('follows what could not be judged as well', () => {
    expect(shape(untold('bruma.network', 'runner'), untold('bruma.token', 'prerequisite', { requires: ['bruma.network'] }))).toEqual([
      [['bruma.network'], ['bruma.token']],
    ]);
  });

  it('does not hang on checks that wait for each other', () => {
    expect(causes(waiting('bruma.a', ['bruma.b']), waiting('bruma.b', ['bruma.a']))).toEqual([]);
  });

  it.each([
    ['no_egress', 'Our way out'],
    ['clock', 'This machine’s clock'],
    ['runner', 'Bruma a and 1 other'],
  ])('is one for trouble of our own, whoever was to be asked: %s', (failureClass, label) => {
    expect(causes(untold('bruma.a', failureClass), untold('silencio.b', failureClass))).toMatchObject([{ light: 'unknown', label }]);
  });

  it('puts what fails before what we cannot say, that before what warns, and the older first', () => {
    const rows = [
      seen('bruma.warns', 'warn', { since: 900 }),
      untold('bruma.unknown', 'runner', { since: 800 }),
      seen('bruma.young', 'fail', { since: 3, hint: hint('YOUNG') }),
      seen('bruma.old', 'fail', { since: 30, hint: hint('OLD') }),
    ];
    expect(causes(...rows).map(({ label }) => label)).toEqual(['Bruma old', 'Bruma young', 'Bruma unknown', 'Bruma warns']);
  });
});

describe('a cause', () => {
  it('tells what was found at its root, with what changed and where the evidence is', () => {
    const since_success = { at: minutesAgo(60).toISOString(), changed: [{ fact: 'BRUMA_TOKEN', was: '…9b07', is: '…c41e' }] };
    const token = seen('bruma.token', 'fail', { failure: { run_id: 'that-run', since_success }, last_run_id: 'a-later-run' });
    expect(causes(token, waiting('bruma.ingest', ['bruma.token']))[0]).toMatchObject({
      light: 'fail',
      label: 'Bruma token',
      since: minutesAgo(12),
      found: 'It was fail.',
      failureClass: 'auth',
      hint: hint('X'),
      changed: since_success,
      note: null,
    });
  });

  it('says of a last try that told nothing what that was', () => {
    const row = seen('bruma.token', 'fail', {
      last_outcome: 'unknown',
      last_outcome_class: 'runner',
      last_outcome_summary: 'The worker died.',
    });
    expect(causes(row)[0]).toMatchObject({ found: 'It was fail.', note: 'The worker died.' });
  });

  it.each([
    ['met once', { streak: 1 }, { isOnce: true, isAwaited: false }],
    ['met once and looked at again', { streak: 1, running: RUNNING }, { isOnce: true, isAwaited: true }],
    ['met twice', { streak: 2, running: RUNNING }, { isOnce: false, isAwaited: true }],
  ])('knows that it was %s', (_, state, expected) => {
    expect(causes(seen('bruma.token', 'fail', state))[0]).toMatchObject(expected);
  });

  it('was not met once where two checks show it', () => {
    expect(causes(seen('bruma.a', 'fail', { streak: 1 }), seen('bruma.b', 'fail', { streak: 1 }))[0]).toMatchObject({ isOnce: false });
  });

  it('has not been known since the last verdict', () => {
    const ring = ringOf([90, 'unknown'], [60, 'ok'], [30, 'unknown'], [20, 'skipped'], [10, 'unknown']);
    expect(causes(untold('bruma.a', 'runner', { ring }))[0]).toMatchObject({ since: minutesAgo(30), found: 'It was unknown.' });
  });

  it('is looked at again with all that waits for it, but nothing that waits and costs money', () => {
    const rows = [
      seen('bruma.text', 'fail'),
      waiting('bruma.json', ['bruma.text']),
      waiting('bruma.image', ['bruma.text'], { expensive: true, cost_usd: 0.07 }),
    ];
    expect(causes(...rows)[0]).toMatchObject({ again: ['bruma.text', 'bruma.json'], costUsd: null });
  });

  it('says what looking again costs', () => {
    expect(causes(seen('bruma.image', 'warn', { expensive: true, cost_usd: 0.07 }))[0]).toMatchObject({ costUsd: 0.07 });
  });

  it('says how far its freshest verdict is out of date', () => {
    const old = { ago: 300, since: 400 };
    expect(causes(seen('bruma.a', 'fail', old))[0]!.overdueMs).toBe(180 * 60_000);
    expect(causes(seen('bruma.a', 'fail', old), seen('bruma.b', 'fail'))[0]!.overdueMs).toBe(0);
  });
});
