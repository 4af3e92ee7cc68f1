import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { QueryTypes } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { createReconciler, type IsKnown } from '#db/reconcile.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createRunWriter, type RunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { findingOf } from '#test/support/made-up.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

let database: TestDatabase;
let writer: RunWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
});
afterAll(() => database.close());
beforeEach(() => database.sequelize.query('truncate probe_runs, run_checks, integration_probes, check_states, probe_rollups cascade'));

const reconcile = (isKnown: IsKnown) =>
  createReconciler({ sequelize: database.sequelize, writer, isKnown, lost: () => findingOf('unknown') }).reconcile();
const closed: IsKnown = () => Promise.resolve('closed');

/** A run over two checks that was opened the given number of seconds ago. */
async function opened(secondsAgo: number, record = true): Promise<string> {
  const runId = uuidv7();
  const planned = ['aurora.key', 'aurora.text'].map((check) => ({
    check,
    requires: [],
    provider: 'aurora',
    limit: 4,
    startToCloseMs: 1,
    scheduleToCloseMs: 1,
    maxAttempts: 3,
    asked: true,
  }));
  const request = { selection: EVERYTHING_CHEAP, trigger: 'manual' as const, requestedBy: 'a test', record, nonce: null };
  await writer.openRun({ runId, workflowId: `doctor/${runId}`, request, checks: planned });
  await database.sequelize.query("update probe_runs set started_at = clock_timestamp() - $1 * interval '1 second' where id = $2", {
    bind: [secondsAgo, runId],
  });
  return runId;
}

const record = (runId: string, check: string, status: Parameters<typeof findingOf>[0]) =>
  writer.recordProbe({ runId, check, finding: findingOf(status), attempts: 1, durationMs: 1, files: [], temporal: null });

it('closes a run that Temporal does not run any more: what has no outcome is unknown, what has one keeps it', async () => {
  const runId = await opened(60);
  await record(runId, 'aurora.key', 'fail');
  expect(await reconcile(closed)).toEqual([runId]);
  const document = await createRunReader(database.sequelize).runDocument(runId);
  expect(document!.run).toMatchObject({ state: 'lost', status: 'fail', counts: { fail: 1, unknown: 1 } });
  expect(document!.run.finished_at).not.toBeNull();
  expect(document!.probes.map(({ status, failure_class }) => `${status}/${failure_class}`)).toEqual(['fail/auth', 'unknown/runner']);
});

it('asks Temporal by the workflow and the run', async () => {
  const runId = await opened(60);
  const asked: string[][] = [];
  await reconcile((...names) => {
    asked.push(names);
    return Promise.resolve('running');
  });
  expect(asked).toEqual([[`doctor/${runId}`, runId]]);
});

it('leaves alone what still runs, what is younger than twenty seconds, and what is closed', async () => {
  const running = await opened(60);
  const young = await opened(10);
  const done = await opened(60);
  await writer.closeRun({ runId: done, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
  const asked: string[] = [];
  await reconcile((_, runId) => {
    asked.push(runId);
    return Promise.resolve('running');
  });
  expect(asked).toEqual([running]);
  const states = await database.sequelize.query<{ id: string; state: string }>('select id, state from probe_runs', {
    type: QueryTypes.SELECT,
  });
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
    [running]: 'running',
    [young]: 'running',
    [done]: 'finished',
  });
});

it('is safe beside another one: every check gets one probe', async () => {
  const runId = await opened(60);
  await Promise.all([reconcile(closed), reconcile(closed), reconcile(closed)]);
  const probes = await database.sequelize.query('select check_name from integration_probes where run_id = $1 order by 1', {
    bind: [runId],
    type: QueryTypes.SELECT,
  });
  expect(probes).toEqual([{ check_name: 'aurora.key' }, { check_name: 'aurora.text' }]);
});

it('forgets an unrecorded run ten minutes after its end, and no other', async () => {
  const ages = { forgotten: 11, fresh: 9 };
  for (const [name, minutes] of Object.entries(ages)) {
    for (const recorded of [true, false]) {
      const runId = await opened(0, recorded);
      await writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('ok'));
      await database.sequelize.query(
        "update probe_runs set requested_by = $1, finished_at = clock_timestamp() - $2 * interval '1 minute' where id = $3",
        { bind: [`${name}, ${recorded ? 'recorded' : 'not'}`, minutes, runId] },
      );
    }
  }
  await reconcile(closed);
  const kept = await database.sequelize.query<{ who: string }>('select requested_by as who from probe_runs order by 1', {
    type: QueryTypes.SELECT,
  });
  expect(kept.map(({ who }) => who)).toEqual(['forgotten, recorded', 'fresh, not', 'fresh, recorded'].sort());
});
