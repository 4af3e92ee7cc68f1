import { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFakeDoctor } from '#test/support/fake-activities.ts';
import { openWorkflowBench, type WorkflowBench } from '#test/support/workflow-bench.ts';

let bench: WorkflowBench;
beforeAll(async () => {
  bench = await openWorkflowBench();
});
afterAll(() => bench.close());

describe('a run of the doctor', () => {
  it('examines every planned check and closes with the worst verdict', async () => {
    const doctor = createFakeDoctor({ 'aurora.key': {}, 'aurora.text': { behaviour: 'warn' } });
    const summary = await bench.withRun(doctor, (handle) => handle.result());
    expect(summary).toMatchObject({ status: 'warn', counts: { ok: 1, warn: 1 } });
    expect(doctor.closed).toEqual([{ runId: summary.runId, state: 'finished', unprobed: [] }]);
  });

  it('is named by the first execution run id, which its starter knows', async () => {
    const doctor = createFakeDoctor({ 'aurora.key': {} });
    await bench.withRun(doctor, async (handle) => {
      const summary = await handle.result();
      expect(summary.runId).toBe((handle as unknown as { firstExecutionRunId: string }).firstExecutionRunId);
    });
  });

  it('lets a check wait for its own prerequisites, and for nothing else', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const doctor = createFakeDoctor({
      'aurora.slow': { behaviour: async ({ check }) => (await held, { check, status: 'ok' }) },
      'aurora.waits': { requires: ['aurora.slow'] },
      'aurora.key': {},
      'aurora.text': { requires: ['aurora.key'] },
    });
    await bench.withRun(doctor, async (handle) => {
      await vi.waitUntil(() => doctor.outcomes()['aurora.text'] === 'ok', { timeout: 10_000 });
      expect(doctor.begun).not.toContain('aurora.waits');
      release();
      await handle.result();
    });
    expect(doctor.begun.at(-1)).toBe('aurora.waits');
  });

  it('withholds what depends on a failed check, naming the root', async () => {
    const doctor = createFakeDoctor({
      'bruma.key': { behaviour: 'fail' },
      'bruma.bucket': { requires: ['bruma.key'] },
      'bruma.upload': { requires: ['bruma.bucket'] },
    });
    await bench.withRun(doctor, (handle) => handle.result());
    expect(doctor.begun).toEqual(['bruma.key']);
    expect(doctor.closed[0]!.unprobed).toEqual([
      { check: 'bruma.bucket', status: 'skipped', failureClass: 'prerequisite', because: 'bruma.key' },
      { check: 'bruma.upload', status: 'skipped', failureClass: 'prerequisite', because: 'bruma.key' },
    ]);
  });

  it('never asks one provider more at once than its limit, and fills it', async () => {
    const busy = {
      provider: 'bruma',
      limit: 2,
      behaviour: async ({ check }: { check: string }) => (
        await new Promise((resolve) => setTimeout(resolve, 50)),
        { check, status: 'ok' as const }
      ),
    };
    const doctor = createFakeDoctor(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`bruma.${name}`, busy])));
    await bench.withRun(doctor, (handle) => handle.result());
    expect(doctor.mostAtOnce.get('bruma')).toBe(2);
  });

  it('lets Temporal repeat an attempt that had no verdict yet', async () => {
    let tries = 0;
    const doctor = createFakeDoctor({
      'bruma.text': {
        behaviour: ({ check }) =>
          ++tries < 3
            ? Promise.reject(ApplicationFailure.create({ type: 'NoVerdictYet', nextRetryDelay: 10 }))
            : Promise.resolve({ check, status: 'ok' }),
      },
    });
    expect(await bench.withRun(doctor, (handle) => handle.result())).toMatchObject({ status: 'ok' });
    expect(tries).toBe(3);
  });

  it('calls a check that cannot be carried out unknown, and still ends well itself', async () => {
    const broken = () => Promise.reject(ApplicationFailure.nonRetryable('the doctor stumbled'));
    const doctor = createFakeDoctor({
      'silencio.key': { behaviour: broken },
      'silencio.text': { requires: ['silencio.key'] },
      'aurora.key': {},
    });
    await bench.withRun(doctor, (handle) => handle.result());
    expect(doctor.outcomes()).toEqual({ 'aurora.key': 'ok', 'silencio.key': 'unknown', 'silencio.text': 'unknown' });
  });

  it('ends within two seconds of being cancelled, with what is left skipped', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const doctor = createFakeDoctor({
      'aurora.key': {},
      'silencio.text': { behaviour: async ({ check }) => (await held, { check, status: 'ok' }) },
      'silencio.json': { requires: ['silencio.text'] },
    });
    await bench.withRun(doctor, async (handle) => {
      await vi.waitUntil(() => doctor.begun.includes('silencio.text') && doctor.outcomes()['aurora.key'] === 'ok', { timeout: 10_000 });
      const asked = performance.now();
      await handle.cancel();
      await expect(handle.result()).rejects.toBeInstanceOf(WorkflowFailedError);
      expect(performance.now() - asked).toBeLessThan(2_000);
      expect((await handle.describe()).status.name).toBe('CANCELLED');
      release();
    });
    expect(doctor.closed[0]).toMatchObject({ state: 'cancelled' });
    expect(doctor.outcomes()).toEqual({ 'aurora.key': 'ok', 'silencio.text': 'skipped', 'silencio.json': 'skipped' });
  });

  it('keeps evidence out of its history: ids, names and statuses only', async () => {
    const doctor = createFakeDoctor({ 'aurora.key': { behaviour: ({ check }) => Promise.resolve({ check, status: 'ok' }) } });
    await bench.withRun(doctor, async (handle) => {
      await handle.result();
      const { events } = await handle.fetchHistory();
      const results = (events ?? []).flatMap((event) => event.activityTaskCompletedEventAttributes?.result?.payloads ?? []);
      expect(results.map(({ data }) => JSON.parse(Buffer.from(data!).toString()) as unknown)).toEqual([
        { check: 'aurora.key', status: 'ok' },
      ]);
    });
  });
});
