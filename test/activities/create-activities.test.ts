import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ProbeTools } from '#activities/capability.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { createActivities, type ActivityDeps } from '#activities/create-activities.ts';
import { well } from '#activities/judging/findings.ts';
import type { RunLedger } from '#activities/memory.ts';
import type { Target } from '#activities/settings.ts';
import { createEgress, type Egress } from '#activities/transport/egress.ts';
import { createArtifactStore } from '#db/artifact-store.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createOverviewReader } from '#db/overview-reader.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import type { FakeDoctor } from '#test/support/fake-activities.ts';
import { askAgain, askAgainAtOnce, made, type Made } from '#test/support/made-up-capability.ts';
import { closedPort, serveTcp } from '#test/support/loopback-server.ts';
import { openWorkflowBench, type WorkflowBench } from '#test/support/workflow-bench.ts';

const SECRET = 'xaat-CANARY/4f+2b==';
const settings = { token: SECRET, dataset: 'logs', orgId: null, url: 'http://127.0.0.1:1', edgeUrl: null };
const configured: Target = { kind: 'axiom', scope: 'axiom', provider: null, settings, missing: [], secrets: [SECRET], variables: [] };

let database: TestDatabase;
let bench: WorkflowBench;
let storage: string;
beforeAll(async () => {
  database = await createTestDatabase();
  bench = await openWorkflowBench();
  storage = mkdtempSync(join(tmpdir(), 'greenlight-activities-'));
});
afterAll(async () => {
  await bench.close();
  await database.close();
  rmSync(storage, { recursive: true, force: true });
});

/** One run over these capabilities: real worker, real Temporal, real database; gives what was recorded and what Temporal keeps of it. */
async function run(
  capabilities: Made[],
  wrap: {
    target?: Target;
    ledger?: Partial<RunLedger>;
    request?: Partial<RunRequest>;
    examinedBy?: Made[];
    egress?: Egress;
    during?: (handle: WorkflowHandle) => Promise<void>;
  } = {},
) {
  const checksOf = (some: Made[]) => createChecks([wrap.target ?? configured], some as never);
  const checks = checksOf(capabilities);
  await createCatalogueWriter(database.sequelize).writeCatalogue(checks.map(({ entry }) => entry));
  const ledger = { ...createRunWriter(database.sequelize, { mode: 'sandbox' }), ...wrap.ledger };
  const deps: ActivityDeps = {
    ledger,
    artifacts: createArtifactStore(storage),
    checks,
    pageOf: () => null,
    ...(wrap.egress ? { egress: wrap.egress } : {}),
  };
  const activities = createActivities(deps);
  const asked: typeof activities = {
    ...activities,
    ...(wrap.examinedBy ? { examine: createActivities({ ...deps, checks: checksOf(wrap.examinedBy) }).examine } : {}),
    openRun: (input) => activities.openRun({ ...input, request: { ...input.request, ...wrap.request } }),
  };
  return bench.withRun({ activities: asked } as FakeDoctor, async (handle) => {
    await wrap.during?.(handle);
    const summary = await handle.result();
    const history = await handle.fetchHistory();
    const json = historyToJSON(history);
    const payloads = [...json.matchAll(/"data":\s*"([A-Za-z0-9+/=]+)"/g)].map(([, data]) => Buffer.from(data!, 'base64').toString());
    const failures = (history.events ?? [])
      .map((event) => event.activityTaskStartedEventAttributes?.lastFailure)
      .filter((one) => one != null);
    const { probes } = (await createRunReader(database.sequelize).runDocument(summary.runId))!;
    return { probes, probe: probes[0]!, failures, remembered: `${json} ${payloads.join(' ')}` };
  });
}

describe('an examination', () => {
  it('is recorded with its verdict, its files, and without what was secret or was minted on the way', async () => {
    const { probe, remembered } = await run([
      made(({ keep, secret }) => {
        secret('minted-CANARY-token');
        keep({ name: 'answer.txt', type: 'text/plain', bytes: Buffer.from(`${SECRET} and minted-CANARY-token`) });
        return `${SECRET} minted-CANARY-token`;
      }),
    ]);
    expect(probe).toMatchObject({ status: 'fail', failure_class: 'auth', attempts: 1, summary: 'It answered "[redacted] [redacted]" ' });
    expect(readFileSync(join(storage, probe.output_paths[0]!), 'utf8')).toBe('[redacted] and [redacted]');
    expect(JSON.stringify(probe) + remembered).not.toContain('CANARY');
  });

  it('of what is not configured sends nothing and says what to set', async () => {
    let probes = 0;
    const { probe } = await run([made(() => ++probes)], {
      target: { ...configured, settings: null, missing: ['AXIOM_TOKEN', 'AXIOM_DATASET'] },
    });
    expect(probe).toMatchObject({ status: 'skipped', failure_class: 'not_configured', attempts: 0 });
    expect(probe.summary).toContain('AXIOM_TOKEN, AXIOM_DATASET');
    expect(probes).toBe(0);
  });

  it('that turns bad says what differs from its last success: its settings, and what the capability names', async () => {
    const withModel = (model: string, answer: unknown) =>
      made(() => answer, { capability: 'turning', facts: () => ({ model }), credential: () => ({ may: ['ingest'], expires_at: 'never' }) });
    const withDataset = (value: string): Target => ({
      ...configured,
      variables: [
        { name: 'AXIOM_TOKEN', value: SECRET, secret: true, source: 'variable' },
        { name: 'AXIOM_DATASET', value, secret: false, source: 'variable' },
      ],
    });
    await run([withModel('one', true)], { target: withDataset('logs') });
    const { probe, remembered } = await run([withModel('two', 'no')], { target: withDataset('logz') });
    expect(probe.metadata).toMatchObject({
      since_success: {
        changed: [
          { fact: 'AXIOM_DATASET', was: 'logs', is: 'logz' },
          { fact: 'model', was: 'one', is: 'two' },
        ],
      },
      credentials: [{ variable: 'AXIOM_TOKEN', last_four: SECRET.slice(-4), may: ['ingest'], expires_at: 'never' }],
    });
    expect(JSON.stringify(probe) + remembered).not.toContain(SECRET);
  });

  it('is judged beside the last success', async () => {
    const judge: Made['judge'] = (evidence, { lastSuccess: last }) => well(evidence, { summary: last ? 'Well before.' : 'New.' });
    for (const summary of ['New.', 'Well before.'])
      expect((await run([made(() => true, { capability: 'again', judge })])).probe.summary).toBe(summary);
  });

  it('that takes long shows Temporal that its worker lives, so that it is not given to another', async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const { probe } = await run([made(() => released.then(() => true))], {
      async during(handle) {
        const beats = async () => (await handle.describe()).raw.pendingActivities?.some(({ lastHeartbeatTime }) => lastHeartbeatTime);
        await vi.waitUntil(beats, { timeout: 15_000, interval: 250 });
        release();
      },
    });
    expect(probe).toMatchObject({ status: 'ok', attempts: 1 });
  });

  it('that goes well but takes too long is a warning', async () => {
    const { probe } = await run([made(() => true, { thresholds: { slow_ms: 0 } })]);
    expect(probe).toMatchObject({ status: 'warn', failure_class: 'slow' });
  });

  it('that nobody wants recorded keeps no file', async () => {
    const keeping = made(({ keep }) => {
      keep({ name: 'answer.txt', type: 'text/plain', bytes: Buffer.from('x') });
      return true;
    });
    const { probe } = await run([keeping], { request: { record: false } });
    expect(probe).toMatchObject({ status: 'ok', output_paths: [] });
  });

  it('by a worker that is older than the plan is its fault, not the provider’s', async () => {
    const { probe } = await run([made(() => true)], { examinedBy: [] });
    expect(probe).toMatchObject({ status: 'unknown', failure_class: 'runner' });
    expect(probe.summary).toContain('does not know the check axiom.made_up');
  });

  it('whose judge throws is a fault of the doctor, told without the thrown words', async () => {
    const judge = () => {
      throw new Error(`cannot read ${SECRET}`);
    };
    const { probe, remembered } = await run([made(() => true, { judge })]);
    expect(probe).toMatchObject({ status: 'unknown', failure_class: 'runner', attempts: 1 });
    expect(JSON.stringify(probe) + remembered).not.toContain('CANARY');
  });
});

describe('trouble that may pass', () => {
  it('is tried again, and what it met is not silenced by a good end', async () => {
    const answers: unknown[] = [];
    const { probe, failures, remembered } = await run([
      made((tools) => {
        answers.push(answers.length === 0 ? askAgainAtOnce(tools) : true);
        return answers.at(-1);
      }),
    ]);
    expect(answers).toEqual(['connect', true]);
    expect(probe).toMatchObject({ status: 'warn', failure_class: 'connect', attempts: 2 });
    expect(probe.summary).toContain('It took 2 attempts');
    expect(probe.metadata).toMatchObject({ troubles: [{ attempt: 1, rung: 'tcp', requestId: 'req-7', httpStatus: 503 }] });
    expect(probe.hint!.steps.at(-1)).toContain('req-7');
    expect(failures).toMatchObject([{ message: 'No verdict yet: connect, try 1 of 3', applicationFailureInfo: { type: 'NoVerdictYet' } }]);
    expect(remembered).not.toContain('It answered');
  });

  it('is a verdict at the third try', async () => {
    let probes = 0;
    const { probe } = await run([made((tools) => (probes++, askAgainAtOnce(tools)))]);
    expect(probe).toMatchObject({ status: 'fail', failure_class: 'connect', attempts: 3 });
    expect(probes).toBe(3);
  });

  it('is a verdict at once where the provider wants to be left alone for longer than a run waits', async () => {
    let probes = 0;
    const { probe } = await run([made((tools) => (probes++, askAgain(tools, '3600')))]);
    expect(probe).toMatchObject({ status: 'fail', failure_class: 'connect', attempts: 1 });
    expect(probes).toBe(1);
  });

  it('is none where a refusal will stay one', async () => {
    let probes = 0;
    const { probe } = await run([made(() => ++probes)]);
    expect(probe).toMatchObject({ status: 'fail', failure_class: 'auth', attempts: 1 });
    expect(probes).toBe(1);
  });

  it('of something expensive is paid once', async () => {
    let probes = 0;
    const { probe } = await run([made((tools) => (probes++, askAgainAtOnce(tools)), { expensive: true })], {
      request: { selection: { ...EVERYTHING_CHEAP, checks: ['axiom.made_up'] } },
    });
    expect(probe).toMatchObject({ status: 'fail', failure_class: 'connect', attempts: 1 });
    expect(probes).toBe(1);
  });
});

describe('a provider that is not reached', () => {
  const light = async () => (await createOverviewReader(database.sequelize).overview()).rows.find(({ name }) => name === 'axiom.made_up')!;

  const lost = async () => createEgress([`127.0.0.1:${await closedPort()}`]);

  it('turns its light red while a reference host is reached', async () => {
    const reference = await serveTcp(() => {});
    const { probe } = await run([made(askAgainAtOnce)], { egress: createEgress([`127.0.0.1:${reference.port}`]) });
    expect(probe).toMatchObject({ status: 'fail', failure_class: 'connect', attempts: 3 });
    expect(await light()).toMatchObject({ verdict: 'fail' });
    await reference.close();
  });

  it('turns its light red too where another provider that was reached still takes connections', async () => {
    const other = await serveTcp(() => {});
    const asksOther = ({ recorder, ...tools }: ProbeTools) =>
      askAgainAtOnce({ ...tools, recorder: { add: (exchange) => recorder.add({ ...exchange, url: other.url }) } });
    const { probe } = await run([made(asksOther)], { egress: await lost() });
    expect(probe).toMatchObject({ status: 'fail', failure_class: 'connect' });
    await other.close();
  });

  it('is not blamed while none is: its light keeps the verdict it has', async () => {
    await run([made(() => true)]);
    const before = await light();
    expect(before).toMatchObject({ verdict: 'ok' });
    const { probe, failures } = await run([made(askAgainAtOnce)], { egress: await lost() });
    expect(probe).toMatchObject({ status: 'unknown', failure_class: 'no_egress', attempts: 3, hint: { id: 'NO_EGRESS' } });
    expect(probe.metadata).toMatchObject({
      looked_like: { failure_class: 'connect', summary: 'It answered "connect" ' },
      troubles: [{ failureClass: 'no_egress' }, { failureClass: 'no_egress' }],
    });
    expect(failures).toMatchObject([{ message: 'No verdict yet: no_egress, try 2 of 3' }]);
    const { verdict, verdict_since, streak, last_failure_at } = before;
    expect(await light()).toMatchObject({
      verdict,
      verdict_since,
      streak,
      last_failure_at,
      last_outcome: 'unknown',
      last_outcome_class: 'no_egress',
    });
  });

  it('but is well once the way out is back: that is no warning', async () => {
    let probes = 0;
    const { probe } = await run([made((tools) => (++probes === 1 ? askAgainAtOnce(tools) : true))], {
      egress: await lost(),
    });
    expect(probe).toMatchObject({ status: 'ok', failure_class: null, attempts: 2, summary: 'All is well.' });
    expect(probe.metadata).toMatchObject({ troubles: [{ failureClass: 'no_egress' }] });
  });
});

describe('when the doctor itself stumbles', () => {
  /** Like a database's error: it quotes the statement, and its cause has the values. */
  const quoting = () =>
    Object.assign(new Error(`insert … values ('${SECRET}')`, { cause: new Error(SECRET) }), { name: 'SequelizeDatabaseError' });
  const once = <A extends unknown[], R>(work: (...args: A) => Promise<R>, fail: (...args: A) => Promise<R>) => {
    let failed = false;
    return (...args: A) => (failed ? work : ((failed = true), fail))(...args);
  };
  const writer = () => createRunWriter(database.sequelize, { mode: 'sandbox' });

  it('Temporal learns the error’s name, never its words, and the check is asked again', async () => {
    const beginAttempt = once(writer().beginAttempt, () => Promise.reject(quoting()));
    const { probe, failures, remembered } = await run([made(() => true)], { ledger: { beginAttempt } });
    expect(probe).toMatchObject({ status: 'ok', attempts: 1 });
    expect(failures).toMatchObject([
      {
        message: 'The doctor stumbled: SequelizeDatabaseError. The worker’s log says more.',
        applicationFailureInfo: { type: 'DoctorTrouble' },
      },
    ]);
    expect(failures[0]!.cause).toBeFalsy();
    expect(remembered).not.toContain('CANARY');
  });

  it('after the verdict was written, that verdict stands and nothing is sent twice', async () => {
    let probes = 0;
    const { recordProbe: record } = writer();
    const recordProbe = once(record, async (probe) => {
      await record(probe);
      throw quoting();
    });
    const { probe } = await run([made(() => ++probes)], { ledger: { recordProbe } });
    expect(probe).toMatchObject({ status: 'fail', attempts: 1, summary: 'It answered 1 ' });
    expect(probes).toBe(1);
  });

  it('something expensive that was cut off is not asked twice', async () => {
    let probes = 0;
    const { recordProbe: record } = writer();
    const recordProbe = once(record, () => Promise.reject(quoting()));
    const { probe } = await run([made(() => ++probes, { expensive: true })], {
      ledger: { recordProbe },
      request: { selection: { ...EVERYTHING_CHEAP, checks: ['axiom.made_up'] } },
    });
    expect(probe).toMatchObject({ status: 'unknown', failure_class: 'runner', attempts: 1 });
    expect(probe.summary).toContain('costs money');
    expect(probes).toBe(1);
  });

  it('that made this process stand still, nobody is blamed for being late', async () => {
    const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    const late = made(
      async ({ signal }) => {
        standStill(500);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new Error('late');
      },
      { deadlineMs: 600 },
    );
    expect((await run([late])).probe).toMatchObject({ status: 'unknown', failure_class: 'runner', attempts: 1 });
    const well = made(() => (standStill(500), true), { deadlineMs: 600, thresholds: { slow_ms: 400 } });
    expect((await run([well])).probe).toMatchObject({ status: 'ok' });
  });

  it('a run can still be opened and closed a moment later', async () => {
    const { openRun, closeRun } = writer();
    const ledger = { openRun: once(openRun, () => Promise.reject(quoting())), closeRun: once(closeRun, () => Promise.reject(quoting())) };
    const { probe, remembered } = await run([made(() => true)], { ledger });
    expect(probe.status).toBe('ok');
    expect(remembered).not.toContain('CANARY');
  });
});
