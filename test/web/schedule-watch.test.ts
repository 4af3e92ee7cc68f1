import { describe, expect, it, vi } from 'vitest';
import { createScheduleWatch } from '#web/app/schedule-watch.server.ts';
import type { BaselineSchedule } from '#worker/doctor-client.ts';

const NEXT = new Date('2026-01-30T12:00:00Z');
const running: BaselineSchedule = { nextAt: NEXT, paused: null, underWay: false };

/** A watch over a Temporal that answers with each of these in turn, and then with the last. */
function over(answers: (BaselineSchedule | null | Error)[], freshMs = -1) {
  let [asked, told] = [0, 0];
  const baselineSchedule = () => {
    const answer = answers[Math.min(asked++, answers.length - 1)]!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const watch = createScheduleWatch({ baselineSchedule }, () => told++, freshMs);
  return { watch, counts: () => ({ asked, told }) };
}

describe('the watch on the schedule', () => {
  it('tells what Temporal says, that there is none, and that it says nothing', async () => {
    const { watch } = over([running, { ...running, nextAt: null, paused: 'by mira' }, null, new Error('UNAVAILABLE')]);
    expect(await watch.known()).toEqual({ schedule: { nextAt: NEXT, paused: null }, silent: false });
    expect(await watch.known()).toEqual({ schedule: { nextAt: null, paused: 'by mira' }, silent: false });
    expect(await watch.known()).toEqual({ schedule: null, silent: false });
    expect(await watch.known()).toEqual({ schedule: undefined, silent: true });
  });

  it('tells the pages when the answer turns, and only then', async () => {
    const { watch, counts } = over([running, { ...running, underWay: true }, { ...running, paused: '' }, { ...running, paused: '' }]);
    const told = [];
    for (let look = 0; look < 4; look++) {
      await watch.known();
      told.push(counts().told);
    }
    expect(told).toEqual([1, 1, 2, 2]);
  });

  it('asks once for all that ask at the same time, and not again while the answer is fresh', async () => {
    const { watch, counts } = over([running], 60_000);
    await Promise.all([watch.known(), watch.known()]);
    watch.look();
    await watch.known();
    expect(counts().asked).toBe(1);
  });

  it('keeps no page waiting for an answer that does not come', async () => {
    let answer = (_: BaselineSchedule): void => {};
    const watch = createScheduleWatch({ baselineSchedule: () => new Promise((resolve) => (answer = resolve)) }, () => {});
    const began = performance.now();
    expect(await watch.known()).toEqual({ schedule: undefined, silent: false });
    expect(performance.now() - began).toBeLessThan(1_500);
    answer(running);
    await vi.waitFor(async () => expect((await watch.known()).schedule).toEqual({ nextAt: NEXT, paused: null }));
  });
});
