import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { createRunTimelineReader } from '#db/run-timeline-reader.ts';
import { createRunWriter, type RunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { findingOf } from '#test/support/made-up.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

let database: TestDatabase;
let writer: RunWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
});
afterAll(() => database.close());
beforeEach(() => database.sequelize.query('truncate probe_runs, run_checks, check_states cascade'));

async function open(request: Partial<RunRequest> = {}): Promise<string> {
  const runId = randomUUID();
  const planned = { provider: 'aurora', limit: 2, startToCloseMs: 1, scheduleToCloseMs: 1, maxAttempts: 3, asked: true };
  await writer.openRun({
    runId,
    workflowId: `doctor/${runId}`,
    request: { selection: EVERYTHING_CHEAP, trigger: 'scheduler', requestedBy: 'schedule', record: true, nonce: null, ...request },
    checks: [
      { ...planned, check: 'aurora.key', requires: [] },
      { ...planned, check: 'aurora.text', requires: ['aurora.key'] },
    ],
  });
  return runId;
}
const record = (runId: string, check: string, status: 'ok' | 'fail' = 'ok', durationMs = 10, attempts = 1) =>
  writer.recordProbe({
    runId,
    check,
    finding: { ...findingOf(status), http_status: 401 },
    attempts,
    durationMs,
    files: [],
    temporal: null,
  });
const timeline = (runId: string) => createRunTimelineReader(database.sequelize).runTimeline(runId);
/** A run that took so long, and ended so. */
async function past(ms: number, { state = 'finished', ...request }: Partial<RunRequest> & { state?: string } = {}): Promise<void> {
  const runId = await open(request);
  await database.sequelize.query(
    `update probe_runs set state = $2, finished_at = started_at + $3 * interval '1 millisecond' where id = $1`,
    { bind: [runId, state, ms] },
  );
}

describe('the moments of a run', () => {
  it('are there for each attempt, also of those that were repeated', async () => {
    const runId = await open();
    await writer.beginAttempt(runId, 'aurora.key');
    await writer.noteTrouble(runId, 'aurora.key', {
      attempt: 1,
      failureClass: 'server_error',
      summary: 'Answered 503.',
      httpStatus: 503,
      againInMs: 4_000,
    });
    const waiting = (await timeline(runId))!.checks[0]!;
    expect(waiting.nextAttemptAt!.getTime() - new Date(waiting.troubles[0]!.endedAt!).getTime()).toBeCloseTo(4_000, -2);
    await writer.beginAttempt(runId, 'aurora.key');
    await record(runId, 'aurora.key', 'fail', 10, 2);

    const run = (await timeline(runId))!;
    const [key, text] = run.checks;
    expect(key).toMatchObject({ attempt: 2, maxAttempts: 3, state: 'finished', status: 'fail', httpStatus: 401, nextAttemptAt: null });
    expect(key!.troubles).toMatchObject([{ attempt: 1, httpStatus: 503, againInMs: 4_000 }]);
    const { startedAt, endedAt } = key!.troubles[0]!;
    const moments = [run.startedAt, key!.startedAt!, startedAt!, endedAt!, key!.attemptStartedAt!, key!.finishedAt!, run.now].map(
      (moment) => new Date(moment).getTime(),
    );
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(new Date(startedAt!)).toEqual(key!.startedAt);
    expect(text).toMatchObject({
      state: 'pending',
      startedAt: null,
      finishedAt: null,
      requires: ['aurora.key'],
      place: 'aurora',
      placeLimit: 2,
    });
  });

  it('are told of no run that is not there', async () => expect(await timeline(randomUUID())).toBeNull());
});

describe('what is usual', () => {
  it('is the middle of how long finished runs over the same took', async () => {
    for (const ms of [9_000, 2_000, 4_000]) await past(ms);
    await past(60_000, { state: 'cancelled' });
    await past(60_000, { selection: { ...EVERYTHING_CHEAP, baseline: true } });
    await past(60_000, { record: false });
    expect((await timeline(await open()))!.usualMs).toBeCloseTo(4_000, 0);
  });

  it('is of the last nine before the run itself', async () => {
    for (let count = 0; count < 5; count++) await past(90_000);
    for (let count = 0; count < 9; count++) await past(count < 5 ? 1_000 : 5_000);
    const runId = await open();
    for (let count = 0; count < 9; count++) await past(1);
    expect((await timeline(runId))!.usualMs).toBeCloseTo(1_000, 0);
  });

  it('is not known from a single run', async () => {
    await past(9_000);
    expect((await timeline(await open()))!.usualMs).toBeNull();
  });

  it('of a check that runs is the middle of how long it took when all was well', async () => {
    for (const ms of [100, 300, 200]) await record(await open(), 'aurora.key', 'ok', ms);
    await record(await open(), 'aurora.key', 'fail', 9_000);
    await record(await open(), 'aurora.text', 'ok', 700);
    const runId = await open();
    await writer.beginAttempt(runId, 'aurora.key');
    expect((await timeline(runId))!.checks.map(({ usualMs }) => usualMs)).toEqual([200, null]);
  });
});
