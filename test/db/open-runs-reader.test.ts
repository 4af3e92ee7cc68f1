import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOverviewReader } from '#db/overview-reader.ts';
import { createRunWriter, type RunWriter } from '#db/run-writer.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { RunRequest } from '#workflows/core/run.ts';

const CHECKS = ['bruma.token', 'bruma.ingest'];
let database: TestDatabase;
let writer: RunWriter;
beforeEach(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
  await createCatalogueWriter(database.sequelize).writeCatalogue(CHECKS.map((name) => entryOf(name)));
});
afterEach(() => database.close());

const overview = () => createOverviewReader(database.sequelize).overview();

async function open(request: Partial<RunRequest> = {}): Promise<string> {
  const runId = randomUUID();
  await writer.openRun({
    runId,
    workflowId: `doctor/${runId}`,
    request: { selection: EVERYTHING_CHEAP, trigger: 'scheduler', requestedBy: 'schedule', record: true, nonce: null, ...request },
    checks: CHECKS.map((check) => ({
      check,
      requires: [],
      provider: 'bruma',
      limit: 4,
      startToCloseMs: 1_000,
      scheduleToCloseMs: 1_000,
      maxAttempts: 3,
      asked: true,
    })),
  });
  return runId;
}

async function record(runId: string, check: string, finding: Finding): Promise<void> {
  await writer.beginAttempt(runId, check);
  await writer.recordProbe({ runId, check, finding, attempts: 1, durationMs: 120, files: [], temporal: null });
}

/** A run that is over and took so long. */
async function past(ms: number, request: Partial<RunRequest> = {}): Promise<void> {
  const runId = await open(request);
  await writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
  await database.sequelize.query("update probe_runs set finished_at = started_at + $2 * interval '1 millisecond' where id = $1", {
    bind: [runId, ms],
  });
}

describe('the runs that are under way', () => {
  it('are none after the last one has ended', async () => {
    await past(1_000);
    expect((await overview()).openRuns).toEqual([]);
  });

  it('tell how far they are, oldest first', async () => {
    const [first, second] = [await open(), await open({ selection: { ...EVERYTHING_CHEAP, baseline: true } })];
    await record(first, 'bruma.token', findingOf('ok'));
    expect((await overview()).openRuns).toEqual([
      { id: first, done: 1, planned: 2, startedAt: expect.any(Date) as Date, usualMs: null },
      { id: second, done: 0, planned: 2, startedAt: expect.any(Date) as Date, usualMs: null },
    ]);
  });

  it('leave out what nobody records', async () => {
    await open({ record: false });
    expect((await overview()).openRuns).toEqual([]);
  });

  it('know how long their like usually takes, by the middle one', async () => {
    await past(10_000);
    await past(11_000);
    await past(90_000);
    await past(1_000, { selection: { ...EVERYTHING_CHEAP, baseline: true } });
    await open();
    expect((await overview()).openRuns).toMatchObject([{ usualMs: 11_000 }]);
  });
});

describe('a red light', () => {
  const since_success = { at: '2026-01-02T09:41:00.000Z', changed: [{ fact: 'BRUMA_TOKEN', was: '…9b07', is: '…c41e' }] };

  it('comes with the run that found it and what had changed, also after a run that told nothing', async () => {
    const found = await open();
    await record(found, 'bruma.token', { ...findingOf('fail'), metadata: { since_success } });
    await record(await open(), 'bruma.token', findingOf('unknown'));
    expect((await overview()).rows.map(({ failure }) => failure)).toEqual([{ run_id: found, since_success }, null]);
  });

  it('says nothing of changes where its probe knew of none, and nothing at all once it is green', async () => {
    const run = await open();
    await record(run, 'bruma.token', findingOf('fail'));
    expect((await overview()).rows[0]!.failure).toEqual({ run_id: run, since_success: null });
    await record(await open(), 'bruma.token', findingOf('ok'));
    expect((await overview()).rows[0]!.failure).toBeNull();
  });
});
