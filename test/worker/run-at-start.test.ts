import { describe, expect, it } from 'vitest';
import type { Check } from '#activities/checks/create-checks.ts';
import { runAtStart } from '#worker/run-at-start.ts';
import { DoctorUnavailable } from '#worker/doctor-client.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { entryOf } from '#test/support/made-up.ts';

const baseline = entryOf('aurora.key', { baseline: true });
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

/** What a worker asks for and warns of when it starts. */
async function start({ entries = [baseline], last = null as Date | null, ask = (): Promise<never> => Promise.resolve() as never } = {}) {
  const asked: RunRequest[] = [];
  const warned: unknown[] = [];
  await runAtStart({
    client: { ask: (request: RunRequest) => (asked.push(request), ask()) } as never,
    reader: { lastAutomaticVerdictAt: () => Promise.resolve(last) },
    checks: entries.map((entry) => ({ entry })) as Check[],
    logger: { warn: (...words: unknown[]) => warned.push(words) } as never,
  });
  return { asked, warned };
}

describe('a worker that starts', () => {
  it('asks for the baseline in its own name, where no verdict was ever given', async () => {
    const { asked, warned } = await start();
    expect(asked).toMatchObject([
      { trigger: 'auto_boot', requestedBy: 'start-up', record: true, nonce: null, selection: { baseline: true } },
    ]);
    expect(warned).toEqual([]);
  });

  it.each([
    [9, 0],
    [11, 1],
  ])('%d minutes after an automatic verdict asks %d times: one that restarts often does not probe in a loop', async (minutes, times) => {
    expect((await start({ last: minutesAgo(minutes) })).asked).toHaveLength(times);
  });

  it.each([
    ['nothing of it is configured', { ...baseline, configured: false }],
    ['nothing belongs to it', { ...baseline, baseline: false }],
  ])('asks for nothing where %s', async (_, entry) => {
    expect((await start({ entries: [entry] })).asked).toEqual([]);
  });

  it('works all the same where it could not ask, and says so', async () => {
    const { warned } = await start({ ask: () => Promise.reject(new DoctorUnavailable('temporal', 'Temporal does not answer.')) });
    expect(warned).toEqual([['The start-up run could not be asked for.', { error: 'Temporal does not answer.' }]]);
  });
});
