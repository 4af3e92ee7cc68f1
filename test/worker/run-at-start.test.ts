import { describe, expect, it } from 'vitest';
import { runAtStart } from '#worker/run-at-start.ts';
import { DoctorUnavailable, type BaselineSchedule } from '#worker/doctor-client.ts';
import type { RunRequest } from '#workflows/core/run.ts';

/** By the database's clock, which need not be ours. */
const NOW = new Date('2026-01-30T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const QUIET: BaselineSchedule = { nextAt: null, paused: null, underWay: false };

/** What a worker asks for and warns of when it starts. */
async function start({
  everyMs = 21_600_000 as number | null,
  last = null as Date | null,
  schedule = QUIET as BaselineSchedule | null,
  ask = (): Promise<never> => Promise.resolve() as never,
} = {}) {
  const asked: RunRequest[] = [];
  const warned: unknown[] = [];
  await runAtStart({
    client: { ask: (request) => (asked.push(request), ask()), baselineSchedule: () => Promise.resolve(schedule) },
    reader: { automaticRuns: () => Promise.resolve({ now: NOW, everyMs, runs: last ? [{ runId: 'run-7', startedAt: last }] : [] }) },
    logger: { warn: (...words: unknown[]) => warned.push(words) } as never,
  });
  return { asked, warned };
}

describe('a worker that starts', () => {
  it('asks for the baseline in its own name, where nothing ever ran by itself', async () => {
    const { asked, warned } = await start();
    expect(asked).toMatchObject([
      { trigger: 'auto_boot', requestedBy: 'start-up', record: true, nonce: 'start-up after nothing', selection: { baseline: true } },
    ]);
    expect(warned).toEqual([]);
  });

  it.each([
    [9, 0],
    [11, 1],
  ])('%d minutes after an automatic run asks %d times: one that restarts often does not probe in a loop', async (minutes, times) => {
    expect((await start({ last: minutesAgo(minutes) })).asked).toHaveLength(times);
  });

  it('asks with the word of all that start now, so that together they make one run', async () => {
    expect((await start({ last: minutesAgo(300) })).asked).toMatchObject([{ nonce: 'start-up after run-7' }]);
  });

  it('asks for nothing where nothing of it is configured', async () => {
    expect((await start({ everyMs: null })).asked).toEqual([]);
  });

  it.each([
    [0, 'somebody paused the schedule', { ...QUIET, paused: '' }],
    [0, 'the schedule has just started one', { ...QUIET, underWay: true }],
    [1, 'there is no schedule yet', null],
  ])('asks %d times where %s', async (times, _, schedule) => {
    expect((await start({ schedule })).asked).toHaveLength(times);
  });

  it('works all the same where it could not ask, and says so', async () => {
    const { warned } = await start({ ask: () => Promise.reject(new DoctorUnavailable('temporal', 'Temporal does not answer.')) });
    expect(warned).toEqual([['The start-up run could not be asked for.', { error: 'Temporal does not answer.' }]]);
  });
});
