import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { QueryTypes } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { connectDatabase } from '#db/connect.ts';
import { createOverviewReader } from '#db/overview-reader.ts';
import { readSpending } from '#db/read-spending.ts';
import { createReconciler } from '#db/reconcile.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createRunWriter, type RunWriter } from '#db/run-writer.ts';
import { overBudget } from '#activities/over-budget.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import type { BudgetLimits } from '#workflows/core/budget.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

const HOUR_MS = 3_600_000;
const IMAGE = 'aurora.image';
const EDIT = 'aurora.edit';

let database: TestDatabase;
let writer: RunWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'live' });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sequelize.query('truncate probe_runs, run_checks, integration_probes, check_states, probe_rollups, checks cascade');
  await createCatalogueWriter(database.sequelize).writeCatalogue(['aurora.key', IMAGE, EDIT, 'bruma.image'].map((name) => entryOf(name)));
});

interface Asked extends Partial<RunRequest> {
  checks?: string[];
  limits?: BudgetLimits;
  runId?: string;
}

/** Opens a run over made-up checks, all of which cost money unless they are a key. */
async function open(asked: Asked = {}): Promise<string> {
  const { checks = [IMAGE], limits = { dailyCap: 4, intervalMs: null }, runId = uuidv7(), ...more } = asked;
  const request: RunRequest = { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'a test', record: true, nonce: null, ...more };
  const planned = checks.map((check) => ({
    check,
    requires: [],
    provider: check.split('.')[0]!,
    limit: 4,
    startToCloseMs: 1,
    scheduleToCloseMs: 1,
    maxAttempts: 1,
    asked: true,
    expensive: !check.endsWith('.key'),
  }));
  await writer.openRun({
    runId,
    workflowId: `doctor/${runId}`,
    request,
    checks: planned,
    budget: { limits, told: (refused) => overBudget({ name: refused.check, cost_usd: 0.039 }, refused) },
  });
  return runId;
}

/** What became of the checks of a run as it was opened. */
async function states(runId: string): Promise<Record<string, string>> {
  const rows = await database.sequelize.query<{ name: string; state: string }>(
    "select check_name as name, coalesce(status || '/' || (finding ->> 'failure_class'), state) as state from run_checks where run_id = $1",
    { bind: [runId], type: QueryTypes.SELECT },
  );
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

const ends = (runId: string, check: string, status: Parameters<typeof findingOf>[0]) =>
  writer.recordProbe({ runId, check, finding: findingOf(status), attempts: 0, durationMs: 0, files: [], temporal: null });

/** A run whose picture was asked for; when, by the database's clock. */
async function spent(at = 'clock_timestamp()', asked: Asked = {}): Promise<string> {
  const runId = await open({ ...asked, limits: { dailyCap: null, intervalMs: null } });
  const checks = asked.checks ?? [IMAGE];
  for (const check of checks) {
    await writer.beginAttempt(runId, check);
    await ends(runId, check, 'ok');
  }
  await database.sequelize.query(`update run_checks set first_started_at = ${at} where run_id = $1`, { bind: [runId] });
  return runId;
}

const one: BudgetLimits = { dailyCap: 1, intervalMs: null };
const hourly: BudgetLimits = { dailyCap: null, intervalMs: HOUR_MS };

describe('the daily cap of a provider', () => {
  it('gives places in the order of the plan; what gets none is skipped, and says when there is one and how to overrule', async () => {
    const runId = await open({ checks: ['aurora.key', IMAGE, EDIT, 'bruma.image'], limits: one });
    expect(await states(runId)).toEqual({
      'aurora.key': 'pending',
      [IMAGE]: 'pending',
      [EDIT]: 'skipped/budget',
      'bruma.image': 'pending',
    });
    const [probe] = (await createRunReader(database.sequelize).runDocument(runId))!.probes;
    const { dayEnds } = await readSpending(database.sequelize, []);
    const free = `${dayEnds.toISOString().slice(0, 10)} 00:00 UTC`;
    expect(probe).toMatchObject({
      check_name: EDIT,
      cost_usd: 0,
      attempts: 0,
      skipped_because: 'budget',
      summary: `Over budget: 1 of the 1 probes a day that aurora may cost are taken; the next is free at ${free}.`,
      metadata: { budget: { reason: 'cap', used_today: 1, daily_cap: 1, free_at: dayEnds.toISOString() } },
    });
    expect(probe!.hint!.steps).toEqual([
      `Run it again after ${free}.`,
      `Or have it now, over budget: npm run probe -- --check ${EDIT} --over-budget (about $0.039).`,
      'If that is needed often, raise GREENLIGHT_DAILY_CAP (see .env.example) and restart the worker.',
    ]);
  });

  it('is never passed by runs that open at once', async () => {
    const runs = await Promise.all(Array.from({ length: 9 }, () => open()));
    const given = await Promise.all(runs.map(states));
    expect(given.map((state) => state[IMAGE]).sort()).toEqual([
      ...Array<string>(4).fill('pending'),
      ...Array<string>(5).fill('skipped/budget'),
    ]);
  });

  it('is counted once for a run whose opening is delivered twice, also at once', async () => {
    const runId = uuidv7();
    await Promise.all([open({ runId, limits: one }), open({ runId, limits: one })]);
    await open({ runId, limits: one });
    expect(await states(runId)).toEqual({ [IMAGE]: 'pending' });
  });

  it('gets a place back from a check that ended without a probe', async () => {
    const waiting = await open({ limits: one });
    expect(await states(await open({ limits: one }))).toEqual({ [IMAGE]: 'skipped/budget' });
    await ends(waiting, IMAGE, 'skipped');
    expect(await states(await open({ limits: one }))).toEqual({ [IMAGE]: 'pending' });
  });

  it('counts a probe from the moment it goes out, however it ends', async () => {
    const runId = await open({ limits: one });
    await writer.beginAttempt(runId, IMAGE);
    await ends(runId, IMAGE, 'skipped');
    expect(await states(await open({ limits: one }))).toEqual({ [IMAGE]: 'skipped/budget' });
  });

  it('of nothing lets nothing through, and promises no time', async () => {
    const runId = await open({ limits: { dailyCap: 0, intervalMs: null } });
    const [probe] = (await createRunReader(database.sequelize).runDocument(runId))!.probes;
    expect(probe).toMatchObject({ failure_class: 'budget', metadata: { budget: { free_at: null } } });
    expect(probe!.summary).toContain('GREENLIGHT_DAILY_CAP is 0');
    expect(probe!.hint!.steps[0]).toContain('--over-budget');
  });

  it('annotates the light of what it holds back, and does not move it', async () => {
    await spent();
    await open({ limits: one });
    const row = (await createOverviewReader(database.sequelize).overview()).rows.find(({ name }) => name === IMAGE)!;
    expect(row).toMatchObject({ verdict: 'ok', last_outcome: 'skipped', last_outcome_class: 'budget' });
  });
});

describe('a day', () => {
  const midnight = "date_trunc('day', clock_timestamp(), 'UTC')";

  it.each([
    ['before midnight in UTC is not today', `${midnight} - interval '1 millisecond'`, 'pending'],
    ['at midnight in UTC is today', midnight, 'skipped/budget'],
  ])('is that of the database: what went out %s', async (_, at, state) => {
    await spent(at);
    expect(await states(await open({ limits: one }))).toEqual({ [IMAGE]: state });
  });

  it('does not follow the time zone of a connection', async () => {
    await spent(midnight);
    const far = connectDatabase(database.url, { poolMax: 1 });
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      await far.query(`set time zone '${zone}'`);
      expect(await readSpending(far, [])).toMatchObject({
        today: { aurora: 1 },
        dayEnds: (await readSpending(database.sequelize, [])).dayEnds,
      });
    }
    await far.close();
  });

  it('has a place for what was promised the evening before and waits still', async () => {
    const runId = await open({ limits: one });
    await database.sequelize.query(`update probe_runs set started_at = ${midnight} - interval '1 minute' where id = $1`, { bind: [runId] });
    expect(await states(await open({ limits: one }))).toEqual({ [IMAGE]: 'skipped/budget' });
  });
});

describe('the interval of a check', () => {
  it('holds back that check alone, until it has passed', async () => {
    await spent("clock_timestamp() - interval '59 minutes'");
    const runId = await open({ checks: [IMAGE, EDIT], limits: hourly });
    expect(await states(runId)).toEqual({ [IMAGE]: 'skipped/budget', [EDIT]: 'pending' });
    const [probe] = (await createRunReader(database.sequelize).runDocument(runId))!.probes;
    expect(probe!.summary).toMatch(/^Over budget: it costs money and ran at .+ UTC, less than 1 hour ago; the next is free at .+ UTC\.$/);
    expect(probe!.hint!.steps.at(-1)).toContain('GREENLIGHT_EXPENSIVE_INTERVAL');
    await database.sequelize.query("update run_checks set first_started_at = first_started_at - interval '2 minutes' where attempts > 0");
    expect(await states(await open({ limits: hourly }))).toEqual({ [IMAGE]: 'pending' });
  });

  it('reaches over midnight, and over runs that wait', async () => {
    await spent("clock_timestamp() - interval '30 hours'");
    const long = { dailyCap: null, intervalMs: 31 * HOUR_MS };
    expect(await states(await open({ limits: long }))).toEqual({ [IMAGE]: 'skipped/budget' });
    await open({ checks: [EDIT], limits: hourly });
    expect(await states(await open({ checks: [EDIT], limits: hourly }))).toEqual({ [EDIT]: 'skipped/budget' });
  });
});

describe('a run that is not recorded', () => {
  it('takes its place, also after it would be forgotten', async () => {
    const runId = await spent('clock_timestamp()', { record: false });
    const cheap = await open({ checks: ['aurora.key'], record: false });
    for (const id of [runId, cheap]) await writer.closeRun({ runId: id, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
    await database.sequelize.query("update probe_runs set finished_at = clock_timestamp() - interval '11 minutes'");
    const isKnown = () => Promise.resolve('closed' as const);
    const reconciler = createReconciler({ sequelize: database.sequelize, writer, isKnown, lost: () => findingOf('unknown') });
    await reconciler.reconcile();
    const reader = createRunReader(database.sequelize);
    expect([await reader.runProgress(cheap), (await reader.recentRuns(10)).length]).toEqual([null, 0]);
    expect(await states(await open({ limits: one }))).toEqual({ [IMAGE]: 'skipped/budget' });
    await database.sequelize.query("update run_checks set first_started_at = clock_timestamp() - interval '10 days'");
    await reconciler.reconcile();
    expect(await reader.runProgress(runId)).toBeNull();
  });
});

describe('a person', () => {
  it('overrules the budget for one run, which says so and is counted', async () => {
    await spent();
    const runId = await writer
      .openRun({
        runId: uuidv7(),
        workflowId: 'doctor/over',
        request: { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'a test', record: true, nonce: null, overBudget: true },
        checks: [
          {
            check: IMAGE,
            requires: [],
            provider: 'aurora',
            limit: 4,
            startToCloseMs: 1,
            scheduleToCloseMs: 1,
            maxAttempts: 1,
            asked: true,
            expensive: true,
          },
        ],
        budget: null,
      })
      .then((plan) => plan.runId);
    const reader = createRunReader(database.sequelize);
    expect(await states(runId)).toEqual({ [IMAGE]: 'pending' });
    expect((await reader.runDocument(runId))!.run).toMatchObject({ over_budget: true, requested_by: 'a test' });
    expect(await reader.runProgress(runId)).toMatchObject({ overBudget: true });
    expect((await reader.runDocument(await open()))!.run.over_budget).toBe(false);
    expect((await readSpending(database.sequelize, [])).today).toEqual({ aurora: 3 });
  });
});
