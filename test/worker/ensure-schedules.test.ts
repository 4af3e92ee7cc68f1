import { randomUUID } from 'node:crypto';
import { Client, Connection, ScheduleOverlapPolicy, type ScheduleDescription, type ScheduleHandle } from '@temporalio/client';
import type { TypedSearchAttributes } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createDoctorClient } from '#worker/create-doctor-client.ts';
import { ensureSchedules } from '#worker/ensure-schedules.ts';
import { triggerKey } from '#workflows/core/search-attributes.ts';
import { closedPort } from '#test/support/loopback-server.ts';

const HOUR = 3_600_000;
let connection: Connection;
let temporal: Client;
let taskQueue: string;
let handle: ScheduleHandle;
let said: string[];
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
  temporal = new Client({ connection });
});
beforeEach(() => {
  taskQueue = `schedules-${randomUUID()}`;
  handle = temporal.schedule.getHandle(`${taskQueue}-baseline`);
  said = [];
});
afterEach(() => handle.delete().catch(() => {}));
afterAll(() => connection.close());

/** What a worker does about schedules when it starts. */
const ensure = (everyMs: number | null = 6 * HOUR, searchable = true) =>
  ensureSchedules({
    schedules: temporal.schedule,
    taskQueue,
    everyMs,
    searchable,
    logger: { info: (words: string) => said.push(words) } as never,
  });
const triggerOf = ({ typedSearchAttributes }: ScheduleDescription['action']) =>
  (typedSearchAttributes as TypedSearchAttributes).get(triggerKey);
const everyMs = async () => (await handle.describe()).spec.intervals!.map(({ every }) => every);

describe('a worker that starts', () => {
  it('makes a schedule that asks for the baseline in the schedule’s name', async () => {
    await ensure();
    const { spec, policies, action, state, info } = await handle.describe();
    expect(spec).toMatchObject({ intervals: [{ every: 6 * HOUR }], jitter: 600_000 });
    expect(policies).toEqual({ overlap: 'SKIP', catchupWindow: 6 * HOUR, pauseOnFailure: false });
    expect(action).toMatchObject({
      workflowType: 'doctorRun',
      taskQueue,
      workflowExecutionTimeout: HOUR,
      staticSummary: 'baseline, asked by schedule',
      args: [{ selection: { baseline: true, expensive: false }, trigger: 'scheduler', requestedBy: 'schedule', record: true, nonce: null }],
    });
    expect(triggerOf(action)).toBe('scheduler');
    expect([state.paused, info.nextActionTimes.length > 0]).toEqual([false, true]);
  });

  it('leaves out what the namespace cannot search by', async () => {
    await ensure(6 * HOUR, false);
    expect(triggerOf((await handle.describe()).action)).toBeUndefined();
  });

  it('makes none where nothing of the baseline is configured', async () => {
    await ensure(null);
    await expect(handle.describe()).rejects.toMatchObject({ name: 'ScheduleNotFoundError' });
  });

  it('beside others makes one schedule with them', async () => {
    await Promise.all([ensure(), ensure(), ensure()]);
    const { info, spec } = await handle.describe();
    expect([info.lastUpdatedAt, spec.intervals!.length]).toEqual([undefined, 1]);
    expect(said).toEqual([`The schedule ${handle.scheduleId} asks for the baseline every 360 minutes.`]);
  });

  it('writes nothing where all is as it would write it', async () => {
    await ensure();
    await ensure();
    expect((await handle.describe()).info.lastUpdatedAt).toBeUndefined();
  });

  it('brings an untouched schedule to today’s cadence, again and again', async () => {
    for (const hours of [6, 1, 3]) {
      await ensure(hours * HOUR);
      expect(await everyMs()).toEqual([hours * HOUR]);
    }
    expect(said.at(-1)).toBe(`The schedule ${handle.scheduleId} asks for the baseline every 180 minutes from now on.`);
  });
});

describe('what an operator did survives a worker’s start', () => {
  it('a pause with its note, also where the cadence is brought to today’s', async () => {
    await ensure();
    await handle.pause('by mira: we are moving');
    await ensure();
    await ensure(HOUR);
    expect((await handle.describe()).state).toMatchObject({ paused: true, note: 'by mira: we are moving' });
    expect(await everyMs()).toEqual([HOUR]);
  });

  it.each([
    ['a cadence', (spec: object) => ({ ...spec, intervals: [{ every: 2 * HOUR }] })],
    ['a jitter', (spec: object) => ({ ...spec, jitter: 7_000 })],
    ['a time of day', (spec: object) => ({ ...spec, calendars: [{ hour: 3 }] })],
    ['a time off', (spec: object) => ({ ...spec, skip: [{ dayOfWeek: 'SUNDAY' }] })],
    ['an end', (spec: object) => ({ ...spec, endAt: new Date('2040-01-01T00:00:00Z') })],
  ])('%s, whatever this version would write: and it says so', async (_, change) => {
    await ensure();
    await handle.update(
      (before) => ({ ...before, spec: change({ intervals: before.spec.intervals, jitter: before.spec.jitter }) }) as never,
    );
    const changed = (await handle.describe()).spec;
    await ensure(HOUR);
    expect((await handle.describe()).spec).toEqual(changed);
    expect(said.at(-1)).toMatch(/^The schedule .+-baseline was changed by hand and stays as it is\. Remove it/);
  });

  it('what it asks for', async () => {
    await ensure();
    await handle.update(({ action, ...before }) => ({ ...before, action: { ...action, args: [{ theirs: true }] } }) as never);
    await ensure(HOUR);
    expect((await handle.describe()).action.args).toEqual([{ theirs: true }]);
  });

  it('a schedule of that name that we did not make', async () => {
    await temporal.schedule.create({
      scheduleId: handle.scheduleId,
      spec: { intervals: [{ every: '1d' }] },
      action: { type: 'startWorkflow', workflowType: 'doctorRun', taskQueue, args: [] },
    });
    await ensure();
    expect(await everyMs()).toEqual([24 * HOUR]);
  });

  it('but one that was removed is made anew', async () => {
    await ensure();
    await handle.delete();
    await ensure(HOUR);
    expect(await everyMs()).toEqual([HOUR]);
  });
});

describe('the doctor’s client', () => {
  const look = async (address = inject('temporalAddress')) => {
    const client = createDoctorClient({
      address,
      namespace: 'default',
      taskQueue,
      reader: { hasStarted: () => Promise.resolve(null), runByNonce: () => Promise.resolve(null) },
    });
    try {
      return await client.baselineSchedule();
    } finally {
      await client.close();
    }
  };

  it('tells when the schedule starts the next run', async () => {
    await ensure();
    const { nextActionTimes } = (await handle.describe()).info;
    expect(await look()).toEqual({ nextAt: nextActionTimes[0], paused: null, underWay: false });
  });

  it('tells of a pause, with its note, and of no next run', async () => {
    await ensure();
    await handle.pause('by mira: we are moving');
    expect(await look()).toEqual({ nextAt: null, paused: 'by mira: we are moving', underWay: false });
  });

  it('tells of a run that the schedule has started', async () => {
    await ensure();
    await handle.trigger(ScheduleOverlapPolicy.SKIP);
    await expect.poll(() => look()).toMatchObject({ underWay: true });
    const [started] = (await handle.describe()).info.runningActions;
    await temporal.workflow.getHandle(started!.workflow.workflowId).terminate();
  });

  it('tells where there is none, and where Temporal does not answer', async () => {
    expect(await look()).toBeNull();
    await expect(look(`127.0.0.1:${await closedPort()}`)).rejects.toMatchObject({ name: 'DoctorUnavailable', part: 'temporal' });
  });
});
