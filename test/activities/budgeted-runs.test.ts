import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineCapability, type Capability } from '#activities/capability.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { createActivities } from '#activities/create-activities.ts';
import { well } from '#activities/judging/findings.ts';
import type { Target } from '#activities/settings.ts';
import { createArtifactStore } from '#db/artifact-store.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import type { ProbeDocument } from '#db/run-document.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import type { BudgetLimits } from '#workflows/core/budget.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import type { FakeDoctor } from '#test/support/fake-activities.ts';
import { openWorkflowBench, type WorkflowBench } from '#test/support/workflow-bench.ts';

let database: TestDatabase;
let bench: WorkflowBench;
let storage: string;
beforeAll(async () => {
  database = await createTestDatabase();
  bench = await openWorkflowBench();
  storage = mkdtempSync(join(tmpdir(), 'greenlight-budget-'));
});
afterAll(async () => {
  await bench.close();
  await database.close();
  rmSync(storage, { recursive: true, force: true });
});

const shared = {
  kind: 'axiom' as const,
  title: 'It works',
  why: '',
  does: '',
  baseline: false,
  cadenceMs: null,
  deadlineMs: 5_000,
  thresholds: {},
  judge: (evidence: Parameters<Capability<'axiom', true>['judge']>[0]) => well(evidence, { summary: 'All is well.' }),
};
let paid = 0;
const picture = defineCapability<'axiom', true>({
  ...shared,
  capability: 'picture',
  costUsd: 0.039,
  expensive: true,
  requires: [],
  probe({ recorder }) {
    paid += 1;
    const timings = { dns: null, tcp: null, tls: null, firstByte: null, total: 1 };
    const seen = { status: 200, headers: {}, requestId: null, bodyText: '', bodyBytes: 0, timings, trouble: null };
    recorder.add({ method: 'POST', host: 'h', url: 'http://h/', ...seen });
    return Promise.resolve(true);
  },
});
const frame = defineCapability<'axiom', true>({
  ...shared,
  capability: 'frame',
  costUsd: 0,
  expensive: false,
  requires: ['picture'],
  probe: () => Promise.resolve(true),
});
const settings = { token: 'x', dataset: 'logs', orgId: null, url: 'http://127.0.0.1:1', edgeUrl: null };
const configured: Target = { kind: 'axiom', scope: 'axiom', provider: null, settings, missing: [], secrets: [], variables: [] };
const missing: Target = { ...configured, settings: null, missing: ['AXIOM_TOKEN'] };

/** A run over the picture and its frame: real worker, real Temporal, real database. */
async function run(budget: BudgetLimits, request: Partial<RunRequest> = {}, target = configured): Promise<ProbeDocument[]> {
  const checks = createChecks([target], [picture, frame] as never);
  await createCatalogueWriter(database.sequelize).writeCatalogue(checks.map(({ entry }) => entry));
  const activities = createActivities({
    ledger: createRunWriter(database.sequelize, { mode: 'sandbox' }),
    artifacts: createArtifactStore(storage),
    checks,
    pageOf: () => null,
    budget,
    providerLimit: 3,
  });
  const selection = { ...EVERYTHING_CHEAP, checks: ['axiom.frame'] };
  const doctor = {
    activities: {
      ...activities,
      openRun: (input: Parameters<typeof activities.openRun>[0]) =>
        activities.openRun({ ...input, request: { ...input.request, selection, ...request } }),
    },
  } as FakeDoctor;
  const { runId } = await bench.withRun(doctor, (handle) => handle.result());
  return (await createRunReader(database.sequelize).runDocument(runId))!.probes;
}

const ONE: BudgetLimits = { dailyCap: 1, intervalMs: null };

describe('a check that costs money', () => {
  beforeEach(async () => {
    await database.sequelize.query('truncate probe_runs cascade');
    paid = 0;
  });
  const told = (probes: ProbeDocument[]) => probes.map(({ status, failure_class, cost_usd }) => [status, failure_class, cost_usd]);
  const ran = [
    ['ok', null, 0.039],
    ['ok', null, 0],
  ];

  it('runs while it has a place; then it is neither asked nor paid, and what requires it runs', async () => {
    expect(told(await run(ONE))).toEqual(ran);
    const second = await run(ONE);
    expect(told(second)).toEqual([
      ['skipped', 'budget', 0],
      ['ok', null, 0],
    ]);
    expect(second[0]!.hint!.steps[1]).toContain('npm run probe -- --check axiom.picture --over-budget (about $0.039)');
    expect(paid).toBe(1);
  });

  it('runs beyond its places where a person says so, and not where a schedule does', async () => {
    await run(ONE);
    expect(told(await run(ONE, { overBudget: true }))).toEqual(ran);
    expect(told(await run(ONE, { overBudget: true, trigger: 'scheduler' }))[0]).toEqual(['skipped', 'budget', 0]);
    expect(paid).toBe(2);
  });

  it('shares as many places with the checks of its provider as the worker was told', async () => {
    await run(ONE);
    const [rows] = await database.sequelize.query('select distinct place_limit from run_checks');
    expect(rows).toEqual([{ place_limit: 3 }]);
  });

  it('takes no place where it is not configured, and is told that rather than its budget', async () => {
    expect(told(await run({ dailyCap: 0, intervalMs: null }, {}, missing))[0]).toEqual(['skipped', 'not_configured', 0]);
  });
});
