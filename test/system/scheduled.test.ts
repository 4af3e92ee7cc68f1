import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { createAutomaticRunsReader } from '#db/automatic-runs-reader.ts';
import { ensureSchedules } from '#worker/ensure-schedules.ts';
import { runAtStart } from '#worker/run-at-start.ts';
import { openSystemBench, type SystemBench } from '#test/support/system-bench.ts';

const HOUR = 3_600_000;
let bench: SystemBench;
beforeAll(async () => {
  bench = await openSystemBench();
  await bench.startWorker();
});
afterAll(async () => {
  await schedule().delete();
  await bench.close();
});

const logger = { info() {}, warn: (...words: unknown[]) => expect.fail(words.join(' ')) } as never;
const schedule = () => bench.temporal.schedule.getHandle(`${bench.taskQueue}-baseline`);
const ensure = (everyMs: number) =>
  ensureSchedules({ schedules: bench.temporal.schedule, taskQueue: bench.taskQueue, everyMs, searchable: true, logger });
const reader = () => createAutomaticRunsReader(bench.database.sequelize);
const runs = async () => (await reader().automaticRuns(12)).runs;
/** A worker's start, so much later. */
const start = (laterMs: number) =>
  runAtStart({
    client: bench.client,
    reader: {
      automaticRuns: (limit) =>
        reader()
          .automaticRuns(limit)
          .then((read) => ({ ...read, now: new Date(read.now.getTime() + laterMs) })),
    },
    logger,
  });
const started = (count: number) => vi.waitUntil(async () => (await runs()).length >= count && runs(), { timeout: 20_000, interval: 50 });

describe('the baseline’s schedule', () => {
  it('starts a run that is recorded like any other, in its own name', async () => {
    await ensure(6 * HOUR);
    await schedule().trigger(ScheduleOverlapPolicy.SKIP);
    await started(1);
    const { runId } = (await runs())[0]!;
    const byHand = await bench.finished((await bench.ask({ baseline: true })).runId);
    const { run, probes } = await bench.finished(runId);
    expect(run).toMatchObject({ state: 'finished', status: 'ok', trigger: 'scheduler', requested_by: 'schedule', recorded: true });
    expect(run.selection).toEqual(byHand.run.selection);
    expect(Object.keys(run)).toEqual(Object.keys(byHand.run));
    expect(probes.map(({ check_name, status, trigger }) => [check_name, status, trigger])).toEqual(
      byHand.probes.map(({ check_name, status }) => [check_name, status, 'scheduler']),
    );
    await bench.temporal.workflow.getHandle(run.workflow_id, runId).result();
  });

  it('goes by itself, at the cadence it is given', async () => {
    await ensure(2_000);
    const count = (await runs()).length;
    await started(count + 2);
    await schedule().pause('by a test: enough');
    for (const { runId } of (await runs()).slice(0, 2)) {
      const { run } = await bench.finished(runId);
      expect(run).toMatchObject({ trigger: 'scheduler', status: 'ok' });
      // Temporal names each run after the moment it was due.
      expect(Date.parse(run.workflow_id.split('-baseline-')[1]!) % 2_000).toBe(0);
    }
  });

  it('makes the start-up run of a worker needless: while it is fresh, and while the schedule is paused', async () => {
    const before = await runs();
    await Promise.all([start(0), start(HOUR)]);
    expect(await runs()).toEqual(before);
  });

  it('leaves one start-up run to the workers that start at once when it has not run for long, also to one that asks late', async () => {
    await ensure(6 * HOUR);
    await schedule().unpause();
    const before = await reader().automaticRuns(12);
    const late = { automaticRuns: () => Promise.resolve({ ...before, now: new Date(before.now.getTime() + HOUR) }) };
    await Promise.all([start(HOUR), start(HOUR)]);
    const boot = (await runs())[0]!;
    expect((await bench.finished(boot.runId)).run).toMatchObject({ trigger: 'auto_boot', requested_by: 'start-up' });
    await runAtStart({ client: bench.client, reader: late, logger });
    expect((await runs()).map(({ runId }) => runId)).toEqual([boot, ...before.runs].map(({ runId }) => runId));
  });
});
