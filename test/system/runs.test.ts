import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DoctorUnavailable } from '#worker/doctor-client.ts';
import { cheapChecks } from '#test/support/cheap-checks.ts';
import { openSystemBench, type SystemBench } from '#test/support/system-bench.ts';

let bench: SystemBench;
beforeAll(async () => {
  bench = await openSystemBench();
});
afterAll(() => bench.close());

const probesOf = (runId: string) =>
  bench.database.sequelize.query<{ check_name: string; probes: number }>(
    'select check_name, count(*)::integer as probes from integration_probes where run_id = $1 group by 1',
    { bind: [runId], type: QueryTypes.SELECT },
  );

describe('asking while no worker is there', () => {
  it('is refused in time, says what to do, and leaves nothing queued', async () => {
    const asking = bench.ask({ scopes: ['axiom'] });
    await expect(asking).rejects.toMatchObject({ name: 'DoctorUnavailable', part: 'worker' });
    await expect(asking.catch((error: DoctorUnavailable) => error.message)).resolves.toContain('npm start');
    const open = await bench.temporal.workflow.count(`TaskQueue = '${bench.taskQueue}' AND ExecutionStatus = 'Running'`);
    expect(open.count).toBe(0);
  });
});

describe('with a worker', () => {
  beforeAll(async () => {
    await bench.startWorker();
  });

  it('a run goes the whole way, with one probe a check', async () => {
    const { runId } = await bench.ask();
    const { run, probes } = await bench.finished(runId);
    expect(run).toMatchObject({ state: 'finished', status: 'ok', counts: { ok: cheapChecks().length } });
    expect(probes.map(({ check_name, status }) => `${check_name} ${status}`)).toEqual(cheapChecks().map((name) => `${name} ok`));
    expect((await probesOf(runId)).every(({ probes: count }) => count === 1)).toBe(true);
  });

  it('a double click of one form is one run', async () => {
    const nonce = 'form-0001';
    const [first, second] = await Promise.all([bench.ask({ scopes: ['axiom'] }, { nonce }), bench.ask({ scopes: ['axiom'] }, { nonce })]);
    expect(first.runId).toBe(second.runId);
    await bench.finished(first.runId);
    expect(await bench.ask({ scopes: ['axiom'] }, { nonce })).toMatchObject({ runId: first.runId, joined: true });
  });

  it('who asks while an equal run is already asking the providers gets a fresh one', async () => {
    await bench.sandbox.break('axiom.hangs');
    const first = await bench.ask({ scopes: ['axiom'] });
    await vi.waitUntil(async () => bench.reader.hasStarted(first.runId), { timeout: 10_000 });
    const second = await bench.ask({ scopes: ['axiom'] });
    expect(second).toMatchObject({ joined: false });
    expect(second.runId).not.toBe(first.runId);
    for (const { workflowId } of [first, second]) await bench.client.cancel(workflowId);
    await Promise.all([first, second].map(({ runId }) => bench.finished(runId)));
    await bench.sandbox.heal();
  });

  it('a cancelled run ends soon, with what is left skipped, and leaves the light alone', async () => {
    await bench.sandbox.break('spaces.hangs');
    const { runId, workflowId } = await bench.ask({ scopes: ['spaces'] });
    await vi.waitUntil(async () => bench.reader.hasStarted(runId), { timeout: 10_000 });
    const asked = performance.now();
    await bench.client.cancel(workflowId);
    const { run, probes } = await bench.finished(runId);
    expect(performance.now() - asked).toBeLessThan(2_000);
    await bench.sandbox.heal();
    expect(run.state).toBe('cancelled');
    expect(probes.map(({ check_name, status, failure_class }) => `${check_name} ${status} ${failure_class}`)).toEqual(
      cheapChecks('spaces').map((name) => `${name} skipped cancelled`),
    );
  });

  it('passing trouble is asked about again, and what it was is not silenced', async () => {
    await bench.sandbox.break('github.server_error');
    const { runId } = await bench.ask({ checks: ['github.app'] });
    const troubles = async () => (await bench.reader.runProgress(runId))?.checks.flatMap((check) => check.troubles) ?? [];
    await vi.waitUntil(async () => (await troubles()).length > 0, { timeout: 10_000, interval: 20 });
    await bench.sandbox.heal();
    const { probes } = await bench.finished(runId);
    expect(probes.find(({ check_name }) => check_name === 'github.app')).toMatchObject({
      status: 'warn',
      failure_class: 'server_error',
      attempts: 2,
    });
  });

  it('trouble that stays is the verdict after three tries', async () => {
    await bench.sandbox.break('axiom.server_error');
    const { runId } = await bench.ask({ checks: ['axiom.token'] });
    const { probes } = await bench.finished(runId);
    await bench.sandbox.heal();
    const token = probes.find(({ check_name }) => check_name === 'axiom.token');
    expect(token).toMatchObject({ status: 'fail', failure_class: 'server_error', attempts: 3 });
    // The SDK asks twice by itself each time.
    expect(
      bench.sandbox.requests().filter(({ host, status, path }) => host === 'axiom' && status === 503 && path === '/v2/datasets'),
    ).toHaveLength(6);
  });

  it('a run that is not recorded leaves no probe', async () => {
    const { runId } = await bench.ask({ scopes: ['axiom'] }, { record: false });
    expect((await bench.finished(runId)).probes).toHaveLength(cheapChecks('axiom').length);
    expect(await probesOf(runId)).toEqual([]);
  });

  it('a database in trouble while a probe is recorded delays the run, turns nothing red, and leaves no statement in Temporal’s history', async () => {
    const { sequelize } = bench.database;
    await bench.sandbox.break('axiom.hangs');
    const { runId, workflowId } = await bench.ask({ checks: ['axiom.network'] });
    await vi.waitUntil(async () => bench.reader.hasStarted(runId), { timeout: 10_000 });
    await sequelize.query('alter function record_probe rename to hidden_record_probe');
    await bench.sandbox.heal();
    const history = () => bench.temporal.workflow.getHandle(workflowId, runId).describe();
    await vi.waitUntil(async () => (await history()).raw.pendingActivities?.some(({ lastFailure }) => lastFailure), {
      timeout: 20_000,
      interval: 100,
    });
    const told = JSON.stringify((await history()).raw.pendingActivities);
    expect(told).toContain('The doctor stumbled: SequelizeDatabaseError. The worker’s log says more.');
    expect(told).not.toMatch(/record_probe|select|finding/i);
    await sequelize.query('alter function hidden_record_probe rename to record_probe');
    const { run, probes } = await bench.finished(runId);
    expect(run.state).toBe('finished');
    expect(probes.map(({ status }) => status)).not.toContain('unknown');
    expect(await probesOf(runId)).toEqual([{ check_name: 'axiom.network', probes: 1 }]);
  }, 60_000);
});
