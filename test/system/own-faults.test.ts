import { Client, Connection } from '@temporalio/client';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectDatabase } from '#db/connect.ts';
import { createOverviewReader, type OverviewRow } from '#db/overview-reader.ts';
import type { RunDocument } from '#db/run-document.ts';
import { createRunReader, type RunReader } from '#db/run-reader.ts';
import { EGRESS_CUT } from '#scripts/sandbox/our-faults.ts';
import { cheapChecks } from '#test/support/cheap-checks.ts';
import { familyOf } from '#test/support/family-of.ts';
import { startStack, type Machine, type RunningStack } from '#test/support/running-stack.ts';

const HALF_A_MINUTE_MS = 30_000;
const HOSTS = ['ai-studio', 'vertex', 'google-token', 'github', 'axiom', 'spaces', 'spaces-cdn'];
const checks = cheapChecks();
const networks = checks.filter((name) => name.endsWith('.network'));

let stack: RunningStack;
let machine: Machine;
let database: Sequelize;
let reader: RunReader;
beforeAll(async () => {
  stack = await startStack();
  machine = stack.machine;
  database = connectDatabase(machine.stack()!.databaseUrl!);
  reader = createRunReader(database);
}, 120_000);
afterAll(async () => {
  await database.close();
  await stack.stop();
});

/** At the sandbox’s own door: a process for each fault would take longer than the run. */
async function breakAll(faults: readonly string[]): Promise<void> {
  const { sandboxControl } = machine.stack()!;
  for (const fault of faults) expect((await fetch(`${sandboxControl}/break?fault=${fault}`, { method: 'POST' })).status).toBe(200);
}

const pidOf = (part: string): number => machine.stack()!.parts.find(({ name }) => name === part)!.identity.pid;

interface Told extends RunDocument {
  code: number | null;
}

const told = ({ code, stdout }: { code: number | null; stdout: string }): Told => ({ code, ...(JSON.parse(stdout) as RunDocument) });
const probe = async (): Promise<Told> => told(await machine.run('probe', ['--json']));

/** The checks by how they came out, `status` or `status/class`. */
function outcomes({ probes }: RunDocument): Record<string, string[]> {
  const by = Object.groupBy(probes, ({ status, failure_class }) => (failure_class ? `${status}/${failure_class}` : status));
  return Object.fromEntries(Object.entries(by).map(([outcome, some]) => [outcome, some!.map(({ check_name }) => check_name)]));
}

const lights = async (): Promise<OverviewRow[]> =>
  (await createOverviewReader(database).overview()).rows.filter(({ name }) => checks.includes(name));

describe('no light turns red, and no check has more or less than one probe, where', () => {
  afterEach(async () => {
    await stack.sandbox('heal');
    expect((await lights()).filter(({ verdict }) => verdict === 'fail').map(({ name }) => name)).toEqual([]);
    const runs = await database.query<{ planned: number; recorded: number; failed: number }>(
      `select (select count(*) from run_checks where run_id = r.id)::integer as planned, count(p.id)::integer as recorded,
              (count(p.id) filter (where p.status = 'fail'))::integer as failed
         from probe_runs r left join integration_probes p on p.run_id = r.id where r.state = 'finished' group by r.id`,
      { type: QueryTypes.SELECT },
    );
    for (const run of runs) expect(run).toEqual({ planned: run.planned, recorded: run.planned, failed: 0 });
  });

  it('the way out is cut: every light stays as green as it was, and says why nothing is known', async () => {
    // All providers have answered a moment ago, and that proves nothing.
    expect(await probe()).toMatchObject({ code: 0, run: { status: 'ok' } });
    await stack.sandbox('break', EGRESS_CUT);
    const cut = await probe();
    expect(cut).toMatchObject({ code: 3, run: { state: 'finished', status: 'unknown' } });
    expect(outcomes(cut)).toEqual({
      'unknown/no_egress': networks,
      'unknown/prerequisite': checks.filter((name) => !networks.includes(name)),
    });
    expect((await lights()).map(({ name, verdict, last_outcome: last, last_outcome_class: why }) => [name, verdict, last, why])).toEqual(
      checks.map((name) => [name, 'ok', 'unknown', networks.includes(name) ? 'no_egress' : 'prerequisite']),
    );
  }, 60_000);

  it('the worker is killed in the middle of a probe: another goes on', async () => {
    await breakAll(['spaces.hangs']);
    const begun = machine.begin('probe', ['--scope', 'spaces', '--json']);
    await vi.waitFor(() => expect(begun.printed()).toContain('spaces.network  running'), 15_000);
    process.kill(pidOf('worker'), 'SIGKILL');
    await stack.sandbox('heal');
    const killed = told(await begun.ended);
    expect(killed).toMatchObject({
      code: 0,
      run: { state: 'finished' },
      probes: [
        { attempts: 2 },
        ...cheapChecks('spaces')
          .slice(1)
          .map(() => ({})),
      ],
    });
    expect(outcomes(killed)).toEqual({ ok: cheapChecks('spaces') });
  }, 90_000);

  it('Postgres is stopped for half a minute in the middle of a run: what cannot be remembered is asked again', async () => {
    const begun = machine.begin('probe', ['--detach']);
    const runId = await vi.waitUntil(() => /^[0-9a-f-]{36}$/m.exec(begun.printed())?.[0], { timeout: 15_000, interval: 10 });
    await vi.waitUntil(() => reader.hasStarted(runId), { timeout: 15_000, interval: 10 });
    const { workflowId } = (await reader.runProgress(runId))!;
    const connection = await Connection.connect({ address: machine.stack()!.temporalAddress! });
    const workflow = new Client({ connection }).workflow.getHandle(workflowId, runId);
    // At first nobody answers at sockets that stay open. Then all of it is gone with what it was sent meanwhile, and is started anew.
    const postgres = familyOf(pidOf('Postgres'));
    try {
      for (const pid of postgres) process.kill(pid, 'SIGSTOP');
      const stopped = performance.now();
      const attempts = async (): Promise<number[]> =>
        ((await workflow.describe()).raw.pendingActivities ?? []).map(({ attempt }) => attempt ?? 0);
      await vi.waitUntil(async () => Math.max(...(await attempts())) > 2 && performance.now() - stopped > HALF_A_MINUTE_MS, {
        timeout: 60_000,
        interval: 250,
      });
    } finally {
      for (const pid of postgres) process.kill(pid, 'SIGKILL');
      await connection.close();
    }
    await begun.ended;
    await vi.waitFor(async () => expect((await reader.runProgress(runId))!.finishedAt).not.toBeNull(), { timeout: 60_000, interval: 100 });
    const over = (await reader.runDocument(runId))!;
    expect(over.run.state).toBe('finished');
    expect(outcomes(over)).toEqual({ ok: checks });
  }, 180_000);

  it('the clock is off: it is warned of while things work, and nothing is known where a provider refuses for it', async () => {
    const refusing = {
      'github.clock_refused': 'github.app',
      'google-token.clock': 'gemini.vertex.credentials',
      'spaces.clock': 'spaces.bucket',
    };
    await breakAll([...HOSTS.map((host) => `${host}.date_ahead`), ...Object.keys(refusing)]);
    const off = await probe();
    expect(off).toMatchObject({ code: 3, run: { state: 'finished', status: 'warn' } });
    const refused = checks.filter((name) => Object.values(refusing).includes(name));
    const works = checks.filter((name) => !networks.includes(name) && /^(axiom|gemini\.ai_studio)\./.test(name));
    expect(outcomes(off)).toEqual({
      'warn/clock': networks,
      'unknown/clock': refused,
      'unknown/prerequisite': checks.filter((name) => ![...networks, ...refused, ...works].includes(name)),
      ok: works,
    });
  }, 60_000);
});
