import { describe, expect, it } from 'vitest';
import { dueAt, pauseWords, ticksOf, tickWords, watched, watchFacts, type Watched } from '#web/app/watch-line.ts';
import { watcherLight } from '#web/app/watcher-light.ts';
import type { RunState } from '#workflows/core/run.ts';

const NOW = new Date('2026-01-30T12:00:00Z');
const HOUR = 3_600_000;
/** A moment so many hours before now. */
const before = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);
/** Runs that began so many hours ago, the newest first; a letter behind one says that it was lost. */
const runs = (...hours: number[]) =>
  hours.map((ago) => ({ runId: `run-${ago}`, startedAt: before(ago), state: 'finished' as RunState, status: null }));

describe('the ticks of a cadence of an hour', () => {
  it.each([
    ['nothing ran yet', [], ''],
    ['one ran', [0.5], 'o'],
    ['they kept time', [0.5, 1.5, 2.5], 'ooo'],
    ['jitter moved one', [0.46, 1.5, 2.5], 'ooo'],
    ['a worker’s start put one between', [0.5, 1.2, 1.5, 2.5], 'oooo'],
    ['one came late, and the next in its own time', [0.5, 1.3, 2.5], 'olo'],
    ['just within what is no news', [0.5, 1.6], 'oo'],
    ['just beyond it', [0.5, 1.61], 'ol'],
    ['one was missed', [0.5, 2.5], 'omo'],
    ['two were missed, and the one after them was late', [0.2, 3.5], 'omml'],
    ['the next is not due', [1, 2], 'oo'],
    ['the next is due and may still be no news', [1.09, 2.09], 'oo'],
    ['the next is missed', [1.11, 2.11], 'oom'],
    ['nothing has run for long', [3.5, 4.5], 'oommm'],
    ['nothing has run for ages', [900, 901], 'mmmmmmmmmmmm'],
    ['a week was slept through', [0.5, 168.5], 'mmmmmmmmmmmo'],
    ['a clock was wrong by ages', [0.5, 1e9], 'mmmmmmmmmmmo'],
    ['more than are shown ran', Array.from({ length: 20 }, (_, index) => index + 0.5), 'oooooooooooo'],
  ])('where %s: %j → %s', (_, hours, ticks) => {
    expect(ticksOf(runs(...hours), HOUR, NOW)).toBe(ticks);
  });

  it('miss one that was lost', () => {
    const lost = { startedAt: before(1.5), state: 'lost' as const };
    expect(ticksOf([...runs(0.5), lost, ...runs(2.5)], HOUR, NOW)).toBe('omo');
    expect(ticksOf([lost], HOUR, NOW)).toBe('');
  });

  it.each([
    ['oooooooooooo', 'last 12 on time', 'Last 12 automatic runs: 12 on time'],
    ['ooo', 'last 3 on time', 'Last 3 automatic runs: 3 on time'],
    ['oooooooomlmm', '8 of the last 12 on time', 'Last 12 automatic runs: 8 on time, 1 late, 3 missed'],
    ['ooml', '2 of the last 4 on time', 'Last 4 automatic runs: 2 on time, 1 late, 1 missed'],
    ['ol', '1 of the last 2 on time', 'Last 2 automatic runs: 1 on time, 1 late'],
  ])('%s reads “%s”, and to whoever does not see it “%s”', (ticks, short, full) => {
    expect(tickWords(ticks)).toEqual({ short, full });
  });
});

const quiet: Watched = {
  everyMs: HOUR,
  last: { runId: 'run-7', startedAt: before(0.2), state: 'finished' },
  ticks: 'oo',
  nextAt: before(-0.8),
  paused: null,
  missing: false,
  silent: false,
};
const last = (hours: number, state: RunState = 'finished') => ({ runId: 'run-7', startedAt: before(hours), state });

describe('putting together what Postgres and Temporal say', () => {
  const memory = { now: NOW, everyMs: HOUR, runs: runs(0.5, 1.5) };

  it('takes the newest run and the next one', () => {
    const schedule = { nextAt: before(-0.5), paused: null };
    expect(watched(memory, { schedule, silent: false })).toEqual({
      everyMs: HOUR,
      last: { runId: 'run-0.5', startedAt: before(0.5), state: 'finished' },
      ticks: 'oo',
      nextAt: before(-0.5),
      paused: null,
      missing: false,
      silent: false,
    });
  });

  it.each([
    ['no schedule', null, false, { missing: true, silent: false, nextAt: null }],
    ['no answer', undefined, true, { missing: false, silent: true, nextAt: null }],
    ['no answer yet', undefined, false, { missing: false, silent: false, nextAt: null }],
    ['a pause', { nextAt: null, paused: '' }, false, { missing: false, silent: false, paused: '' }],
  ])('tells %s from the others', (_, schedule, silent, told) => {
    expect(watched(memory, { schedule, silent })).toMatchObject(told);
  });

  it('counts no ticks where none are expected', () => {
    expect(watched({ ...memory, everyMs: null }, { schedule: null, silent: false }).ticks).toBe('');
  });
});

describe('the watch is down', () => {
  it.each([
    ['once nothing has begun for two cadences', {}, 2.01, true],
    ['and not before: that is when lights go stale', {}, 1.99, false],
    ['but not where somebody paused it', { paused: '' }, 9, false],
    ['nor where nothing is expected', { everyMs: null }, 9, false],
    ['also where there is no schedule', { missing: true }, 9, true],
    ['also where Temporal is silent', { silent: true }, 9, true],
  ])('%s', (_, change, hours, down) => {
    const watch = { ...quiet, last: last(hours), ...change };
    expect(watchFacts(watch, NOW)).toEqual({ lastAutomaticAt: before(hours), down, everyMs: watch.everyMs });
  });

  it('is not said of one that has not begun', () => {
    expect(watchFacts({ ...quiet, last: null }, NOW)).toEqual({ lastAutomaticAt: null, down: false, everyMs: HOUR });
  });
});

describe('a run is due', () => {
  it.each([
    ['once it is later than is no news', { last: last(1.2) }, before(0.2)],
    ['since then, however many were missed after it', { last: last(5) }, before(4)],
    ['not while it may still come', { last: last(1.05) }, null],
    ['not while it is paused', { last: last(5), paused: '' }, null],
    ['not where none is expected', { last: last(5), everyMs: null }, null],
    ['not before the first', { last: null }, null],
  ])('%s', (_, change, due) => {
    expect(dueAt({ ...quiet, ...change }, NOW)).toEqual(due);
  });
});

describe('the head of every page says', () => {
  it.each<[string, Partial<Watched>, object | null]>([
    ['how long ago the last run was', {}, { light: 'ok', word: 'Watching', then: { ran: before(0.2) } }],
    ['that one is under way', { last: last(0.01, 'running') }, { light: 'running', word: 'Running', then: '' }],
    ['that nothing has run yet', { last: null }, { light: 'never', word: 'Watching', then: 'nothing has run yet' }],
    ['since when it is down', { last: last(3) }, { light: 'unknown', word: 'Watcher down', then: { since: before(3) } }],
    ['that it is down, whatever the cause', { last: last(3), silent: true }, { word: 'Watcher down' }],
    ['that it is down, though a run is open that nobody carries on', { last: last(3, 'running') }, { word: 'Watcher down' }],
    ['that Temporal is silent', { silent: true }, { light: 'unknown', word: 'Not watching', then: 'Temporal does not answer' }],
    [
      'that nobody is watching, and leaves to the line of the watch why',
      { missing: true },
      { light: 'unknown', word: 'Not watching', then: '' },
    ],
    [
      'who paused it',
      { paused: 'by mira: we are moving ', last: last(9) },
      { light: 'skipped', word: 'Paused', then: 'by mira: we are moving' },
    ],
    ['nothing where nothing is expected', { everyMs: null }, null],
  ])('%s', (_, change, told) => {
    const light = watcherLight({ ...quiet, ...change }, NOW);
    if (told === null) expect(light).toBeNull();
    else expect(light).toMatchObject(told);
  });
});

it.each([
  ['by mira: we are moving.', 'Paused by mira: we are moving'],
  ['we are moving', 'Paused: we are moving'],
  [' ', 'Paused'],
])('a pause with the note “%s” reads “%s”', (note, words) => {
  expect(pauseWords(note)).toBe(words);
});
