import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { QueryTypes } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { percentile } from '#db/latency-histogram.ts';
import { listenForChanges } from '#db/listen.ts';
import { createOverviewReader } from '#db/overview-reader.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createRunWriter, type Opening, type RunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { RunRequest } from '#workflows/core/run.ts';

let database: TestDatabase;
let writer: RunWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sequelize.query(
    'truncate probe_runs, run_checks, integration_probes, check_states, probe_rollups, artifacts, checks cascade',
  );
  await createCatalogueWriter(database.sequelize).writeCatalogue([
    entryOf('aurora.key'),
    entryOf('aurora.text', { requires: ['aurora.key'] }),
  ]);
});

const rows = <Row extends object>(sql: string): Promise<Row[]> => database.sequelize.query<Row>(sql, { type: QueryTypes.SELECT });

function opening(more: Partial<RunRequest> = {}, checks = ['aurora.key', 'aurora.text']): Opening {
  const runId = uuidv7();
  const request: RunRequest = { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'a test', record: true, nonce: null, ...more };
  const planned = checks.map((check) => ({
    check,
    requires: [],
    provider: 'aurora',
    limit: 4,
    startToCloseMs: 1,
    scheduleToCloseMs: 1,
    maxAttempts: 3,
    asked: true,
  }));
  return { runId, workflowId: `doctor/${runId}`, request, checks: planned };
}

async function open(more: Partial<RunRequest> = {}): Promise<string> {
  const run = opening(more);
  await writer.openRun(run);
  return run.runId;
}

const record = (runId: string, check: string, status: Parameters<typeof findingOf>[0], durationMs = 12) =>
  writer.recordProbe({ runId, check, finding: findingOf(status), attempts: 1, durationMs, files: [], temporal: null });

describe('what is known of a check when an attempt begins', () => {
  const begun = async (check = 'aurora.key') => writer.beginAttempt(await open({}), check);
  const wellAt = async (ms: number, facts: Record<string, string>) =>
    writer.recordProbe({
      runId: await open(),
      check: 'aurora.key',
      finding: { ...findingOf('ok'), metadata: { facts } },
      attempts: 1,
      durationMs: ms,
      files: [],
      temporal: null,
    });

  it('is nothing before its first outcome', async () => {
    expect(await begun()).toMatchObject({ state: 'running', history: { lastSuccess: null, okMs: [] } });
  });

  it('is the facts of its last success, of whatever age, and how long its good outcomes took', async () => {
    await wellAt(11, { model: 'a' });
    await wellAt(22, { model: 'b' });
    await record(await open(), 'aurora.key', 'fail', 99);
    const { history } = (await begun()) as Extract<Awaited<ReturnType<typeof begun>>, { state: 'running' }>;
    expect(history.okMs).toEqual([11, 22]);
    expect(history.lastSuccess!.facts).toEqual({ model: 'b' });
    expect(new Date(history.lastSuccess!.at).toISOString()).toBe(history.lastSuccess!.at);
    expect(await begun('aurora.text')).toMatchObject({ history: { lastSuccess: null, okMs: [] } });
  });
});

describe('an answer that Postgres would not take as it is', () => {
  it.each([
    ['a NUL', 'a\0b', 'a�b'],
    ['a NUL as JSON writes it', String.raw`{"a":"\u0000"}`, String.raw`{"a":"\u0000"}`],
    ['half of a character', 'cut \ud83d', 'cut �'],
    ['the other half', '\ude00 cut', '� cut'],
  ])('is kept: %s', async (_what, text, kept) => {
    const runId = await open();
    await writer.beginAttempt(runId, 'aurora.key');
    await writer.noteTrouble(runId, 'aurora.key', { attempt: 1, failureClass: 'connect', summary: text, againInMs: 1 });
    const finding = { ...findingOf('fail'), summary: text, metadata: { [text]: { deep: [text] } } } as Finding;
    await writer.recordProbe({ runId, check: 'aurora.key', finding, attempts: 1, durationMs: 1, files: [], temporal: null });
    const [probe] = await rows<{ summary: string; metadata: Record<string, unknown> }>('select summary, metadata from integration_probes');
    expect(probe!.summary).toBe(kept);
    expect(probe!.metadata).toMatchObject({ [kept]: { deep: [kept] } });
    const [{ troubles }] = (await rows<{ troubles: { summary: string }[] }>(
      "select troubles from run_checks where check_name = 'aurora.key'",
    )) as [{ troubles: { summary: string }[] }];
    expect(troubles[0]!.summary).toBe(kept);
  });
});

describe('a recorded probe', () => {
  it('is announced by the database itself, once it is there to be read', async () => {
    const runId = await open();
    await writer.beginAttempt(runId, 'aurora.key');
    const heard: unknown[] = [];
    const listening = await listenForChanges(database.url, (change) => {
      heard.push(change);
      void rows<{ check_name: string }>('select check_name from integration_probes').then((there) => heard.push(there));
    });
    await record(runId, 'aurora.key', 'ok');
    await vi.waitFor(() => expect(heard).toEqual([{ run: runId, check: 'aurora.key' }, [{ check_name: 'aurora.key' }]]));
    await listening.close();
  });
});

describe('opening a run', () => {
  it('returns what a first delivery wrote, probe ids included', async () => {
    const run = opening();
    const first = await writer.openRun(run);
    expect(await writer.openRun({ ...run, checks: [] })).toEqual(first);
    expect(first.checks.map(({ check }) => check)).toEqual(['aurora.key', 'aurora.text']);
  });

  it('remembers the nonce of the form, once', async () => {
    const runId = await open({ nonce: 'form-1' });
    await open({ nonce: 'form-1' });
    expect(await createRunReader(database.sequelize).runByNonce('form-1')).toMatchObject({ runId });
  });
});

describe('recording a probe', () => {
  it('lets the first verdict stand, however many arrive at once', async () => {
    const runId = await open();
    const outcomes = await Promise.all([
      record(runId, 'aurora.key', 'ok'),
      record(runId, 'aurora.key', 'fail'),
      record(runId, 'aurora.key', 'warn'),
    ]);
    const [probe, ...others] = await rows<{ status: string }>('select status from integration_probes');
    expect(others).toEqual([]);
    expect(outcomes.map(({ status }) => status)).toEqual([probe!.status, probe!.status, probe!.status]);
  });

  it('is refused by the database when it is not ok and has no class', async () => {
    const runId = await open();
    const finding = { ...findingOf('fail'), failure_class: null } as never;
    await expect(
      writer.recordProbe({ runId, check: 'aurora.key', finding, attempts: 1, durationMs: 1, files: [], temporal: null }),
    ).rejects.toThrow(/what_is_not_ok_says_why/);
    expect(await rows('select 1 from integration_probes')).toEqual([]);
    expect(await rows("select 1 from run_checks where state = 'finished'")).toEqual([]);
  });

  it('makes a fact that nobody can change', async () => {
    const runId = await open();
    await record(runId, 'aurora.key', 'ok');
    await expect(database.sequelize.query("update integration_probes set status = 'fail'")).rejects.toThrow(/append-only/);
  });

  it('takes text with a NUL, as a provider may send one', async () => {
    const runId = await open();
    const finding = { ...findingOf('ok'), metadata: { body: 'a\u0000b' } };
    await expect(
      writer.recordProbe({ runId, check: 'aurora.key', finding, attempts: 1, durationMs: 1, files: [], temporal: null }),
    ).resolves.toMatchObject({ status: 'ok' });
  });

  it('writes down the artifacts with their expiry', async () => {
    const runId = await open();
    const file = { path: 'integration_probes/x/a.txt', name: 'a.txt', type: 'text/plain', size: 3, sha256: 'abc' };
    await writer.recordProbe({
      runId,
      check: 'aurora.key',
      finding: findingOf('ok'),
      attempts: 1,
      durationMs: 1,
      files: [file],
      temporal: null,
    });
    expect(
      await rows(
        'select name, size::integer, round(extract(epoch from expires_at - clock_timestamp()) / 86400)::integer as days from artifacts',
      ),
    ).toEqual([{ name: 'a.txt', size: 3, days: 30 }]);
    const [{ id }] = (await rows<{ id: string }>('select id from artifacts')) as [{ id: string }];
    expect(await rows('select output_paths, artifact_urls from integration_probes')).toEqual([
      { output_paths: [file.path], artifact_urls: [`/ops/artifacts/${id}`] },
    ]);
    expect(await createRunReader(database.sequelize).artifact(id)).toEqual({ path: file.path, name: 'a.txt', type: 'text/plain', size: 3 });
  });
});

describe('a light', () => {
  const light = async (check = 'aurora.key') =>
    (await createOverviewReader(database.sequelize).overview()).rows.find(({ name }) => name === check)!;

  it('is moved by verdicts only: a skipped or unknown outcome annotates it', async () => {
    for (const status of ['fail', 'skipped', 'unknown'] as const) await record(await open(), 'aurora.key', status);
    expect(await light()).toMatchObject({ verdict: 'fail', streak: 1, last_outcome: 'unknown', last_outcome_class: 'runner' });
    expect((await light()).last_outcome_hint).toEqual(findingOf('unknown').hint);
  });

  it('keeps the last success and the last failure of any age', async () => {
    for (const status of ['ok', 'fail', 'fail', 'warn'] as const) await record(await open(), 'aurora.key', status);
    const { last_success_at, last_failure_at, verdict, streak } = await light();
    expect({ verdict, streak }).toEqual({ verdict: 'warn', streak: 1 });
    expect(last_success_at!.getTime()).toBeGreaterThan(last_failure_at!.getTime());
  });

  it('belongs to the newest start: an older probe that arrives late only counts', async () => {
    const older = await open();
    await writer.beginAttempt(older, 'aurora.key');
    const newer = await open();
    await writer.beginAttempt(newer, 'aurora.key');
    await record(newer, 'aurora.key', 'ok');
    await record(older, 'aurora.key', 'fail');
    const { verdict, last_failure_at, ring } = await light();
    expect(verdict).toBe('ok');
    expect(last_failure_at).not.toBeNull();
    expect(ring!.map(({ status }) => status)).toEqual(['ok', 'fail']);
  });

  it('tells automatic verdicts from those that a person asked for', async () => {
    await record(await open({ trigger: 'manual' }), 'aurora.key', 'ok');
    expect((await light()).last_auto_verdict_at).toBeNull();
    await record(await open({ trigger: 'auto_boot' }), 'aurora.key', 'ok');
    expect((await light()).last_auto_verdict_at).not.toBeNull();
  });

  it('remembers the last thirty outcomes', async () => {
    for (let index = 0; index < 32; index++) await record(await open(), 'aurora.key', index < 2 ? 'fail' : 'ok');
    expect((await light()).ring!.map(({ status }) => status)).toEqual(Array(30).fill('ok'));
  });

  it('shows what runs now', async () => {
    const runId = await open();
    await writer.beginAttempt(runId, 'aurora.key');
    expect((await light()).running).toMatchObject({ run_id: runId, state: 'running', attempt: 1 });
    expect((await light('aurora.text')).running).toMatchObject({ state: 'pending' });
  });
});

describe('rollups', () => {
  it('add up to the probes, by hour and by day, with a latency that can be read', async () => {
    for (const [status, ms] of [
      ['ok', 10],
      ['ok', 20],
      ['fail', 900],
      ['skipped', 0],
      ['unknown', 0],
    ] as const)
      await record(await open(), 'aurora.key', status, ms);
    const rollups = await rows<{ bucket: string; ok: number; histogram: number[]; sum_ms: number }>(
      'select * from probe_rollups order by bucket',
    );
    expect(rollups.map(({ bucket, ok, sum_ms }) => ({ bucket, ok, sum_ms }))).toEqual([
      { bucket: 'day', ok: 2, sum_ms: 930 },
      { bucket: 'hour', ok: 2, sum_ms: 930 },
    ]);
    expect(rollups[0]!.histogram.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(percentile(rollups[0]!.histogram, 0.5)).toBeGreaterThanOrEqual(20);
    expect(percentile(rollups[0]!.histogram, 0.99)).toBeGreaterThanOrEqual(900);
  });
});

describe('a run that is not recorded', () => {
  it('leaves no trace in history and moves no light, but tells what it found', async () => {
    const runId = await open({ record: false });
    await record(runId, 'aurora.key', 'fail');
    await writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
    for (const table of ['integration_probes', 'check_states', 'probe_rollups', 'artifacts'])
      expect(await rows(`select 1 from ${table}`)).toEqual([]);
    const document = await createRunReader(database.sequelize).runDocument(runId);
    expect(document!.run).toMatchObject({ recorded: false, status: 'fail' });
    expect(document!.probes[0]).toMatchObject({ check_name: 'aurora.key', status: 'fail', failure_class: 'auth' });
  });
});

describe('closing a run', () => {
  it('gives an outcome to all that has none, and says how the run ended', async () => {
    const runId = await open();
    await record(runId, 'aurora.key', 'ok');
    const summary = await writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
    expect(summary).toMatchObject({ status: 'ok', counts: { ok: 1, unknown: 1 } });
    expect(await rows('select count(*)::integer as probes from integration_probes')).toEqual([{ probes: 2 }]);
  });

  it('changes nothing the second time', async () => {
    const runId = await open();
    const first = await writer.closeRun({ runId, state: 'cancelled', unprobed: [] }, () => findingOf('skipped'));
    expect(await writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('unknown'))).toEqual(first);
    expect(await rows('select state from probe_runs')).toEqual([{ state: 'cancelled' }]);
  });
});

describe('attempts', () => {
  it('are counted, and their trouble is kept for the last one', async () => {
    const runId = await open();
    await writer.beginAttempt(runId, 'aurora.key');
    const trouble = { attempt: 1, failureClass: 'server_error', summary: 'answered 503', againInMs: 1000 };
    await writer.noteTrouble(runId, 'aurora.key', trouble);
    expect(await writer.beginAttempt(runId, 'aurora.key')).toMatchObject({
      state: 'running',
      attempt: 2,
      maxAttempts: 3,
      troubles: [trouble],
      record: true,
    });
  });

  it('find a finished check finished, with the verdict that stands', async () => {
    const runId = await open();
    await record(runId, 'aurora.key', 'warn');
    expect(await writer.beginAttempt(runId, 'aurora.key')).toEqual({ state: 'finished', status: 'warn' });
  });
});

describe('what is not well', () => {
  it('is what warns, fails or is unknown; not what never ran or is retired', async () => {
    await record(await open(), 'aurora.text', 'warn');
    expect(await writer.notWell()).toEqual(['aurora.text']);
    await createCatalogueWriter(database.sequelize).writeCatalogue([entryOf('aurora.key')]);
    expect(await writer.notWell()).toEqual([]);
  });

  it('is also what waits for something broken: its own light is still the old one', async () => {
    await record(await open(), 'aurora.text', 'ok');
    const runId = await open();
    const waits = { ...findingOf('skipped'), failure_class: 'prerequisite' } as Finding;
    await writer.recordProbe({ runId, check: 'aurora.text', finding: waits, attempts: 0, durationMs: 0, files: [], temporal: null });
    expect(await writer.notWell()).toEqual(['aurora.text']);
    await record(await open(), 'aurora.text', 'ok');
    expect(await writer.notWell()).toEqual([]);
  });
});
