import { QueryTypes } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createCheckHistoryReader, type CheckHistoryReader, type HistoryFilter } from '#db/check-history-reader.ts';
import { createRunWriter, type RunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import type { Trigger } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { Status } from '#workflows/core/status.ts';

let database: TestDatabase;
let writer: RunWriter;
let reader: CheckHistoryReader;
beforeAll(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
  reader = createCheckHistoryReader(database.sequelize);
  await createCatalogueWriter(database.sequelize).writeCatalogue(
    ['aurora.north.text', 'aurora.south.text', 'aurora.south.json', 'bruma.text'].map((name) => entryOf(name)),
  );
});
afterAll(() => database.close());
beforeEach(() =>
  database.sequelize.query('truncate probe_runs, run_checks, integration_probes, check_states, probe_rollups, artifacts cascade'),
);

interface More {
  trigger?: Trigger;
  durationMs?: number;
  files?: string[];
}

async function record(check: string, status: Status, { trigger = 'scheduler', durationMs = 100, files = [] }: More = {}): Promise<string> {
  const runId = uuidv7();
  const request = { selection: EVERYTHING_CHEAP, trigger, requestedBy: 'mira', record: true, nonce: null };
  const planned = {
    check,
    requires: [],
    provider: 'aurora',
    limit: 4,
    startToCloseMs: 1,
    scheduleToCloseMs: 1,
    maxAttempts: 3,
    asked: true,
  };
  await writer.openRun({ runId, workflowId: `doctor/${runId}`, request, checks: [planned] });
  const kept = files.map((name) => ({ path: `integration_probes/${name}`, name, type: 'text/plain', size: 3, sha256: 'abc' }));
  await writer.recordProbe({ runId, check, finding: findingOf(status), attempts: 1, durationMs, files: kept, temporal: null });
  return runId;
}

const read = (more: Partial<HistoryFilter> = {}, check = 'bruma.text') =>
  reader.latestProbes(check, { limit: 6, statuses: [], triggers: [], before: null, ...more });

describe('the latest probes of a check', () => {
  it('are its own, newest first, with all that its row tells', async () => {
    const first = await record('bruma.text', 'ok');
    await record('aurora.north.text', 'ok');
    const second = await record('bruma.text', 'fail', { trigger: 'ops_ui', files: ['a.txt'] });
    const { probes, older } = await read();
    expect(probes.map(({ run_id }) => run_id)).toEqual([second, first]);
    expect(older).toBeNull();
    expect(probes[0]).toMatchObject({
      ...findingOf('fail'),
      check_name: 'bruma.text',
      scope: 'bruma',
      provider: null,
      capability: 'text',
      trigger: 'ops_ui',
      requested_by: 'mira',
      attempts: 1,
      duration_ms: 100,
      output_paths: ['integration_probes/a.txt'],
      artifact_urls: [expect.stringMatching(/^\/ops\/artifacts\//)],
    });
    expect(probes[0]!.finished_at).toBeInstanceOf(Date);
    expect(await reader.probe(probes[1]!.id)).toEqual(probes[1]);
    expect(await reader.probe(uuidv7())).toBeNull();
  });

  it('can be walked to the end, none twice and none left out, also where many ended at once', async () => {
    for (let count = 0; count < 7; count++) await record('bruma.text', 'ok');
    await database.sequelize.query(
      `create temp table moved as select * from integration_probes; delete from integration_probes;
       insert into integration_probes select (jsonb_populate_record(m, jsonb_build_object('finished_at', '2026-01-01T00:00:00.123456Z'))).* from moved m;
       drop table moved`,
    );
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page = await read({ limit: 3, before });
      seen.push(...page.probes.map(({ id }) => id));
      before = page.older;
    } while (before !== null && seen.length < 20);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it('say that there are older ones exactly where there are', async () => {
    for (let count = 0; count < 3; count++) await record('bruma.text', 'ok');
    expect((await read({ limit: 3 })).older).toBeNull();
    expect((await read({ limit: 2 })).older).not.toBeNull();
  });

  it.each(['nonsense', '', "1'; drop table checks"])('begin at the newest where the cursor is broken: %s', async (before) => {
    await record('bruma.text', 'ok');
    expect((await read({ before })).probes).toHaveLength(1);
  });

  it('can be sifted by outcome and by who asked', async () => {
    await record('bruma.text', 'ok');
    await record('bruma.text', 'warn');
    await record('bruma.text', 'fail', { trigger: 'manual' });
    await record('bruma.text', 'unknown', { trigger: 'confirm' });
    const statuses = async (more: Partial<HistoryFilter>) => (await read(more)).probes.map(({ status }) => status);
    expect(await statuses({ statuses: ['fail', 'unknown'] })).toEqual(['unknown', 'fail']);
    expect(await statuses({ triggers: ['manual', 'confirm'] })).toEqual(['unknown', 'fail']);
    expect(await statuses({ statuses: ['fail'], triggers: ['confirm'] })).toEqual([]);
  });

  it('are found along the index, however long the history', async () => {
    await database.sequelize.query(
      `insert into integration_probes (id, run_id, check_name, scope, capability, status, trigger, summary, attempts, started_at, finished_at, duration_ms)
         select gen_random_uuid(), gen_random_uuid(), 'bruma.' || g % 40, 'bruma', 'text', 'ok', 'scheduler', 'Well.', 1, at, at, 100
           from generate_series(1, 20000) g, lateral (select now() - g * interval '1 minute' as at) t; analyze integration_probes`,
    );
    const { older } = await read({ limit: 100 }, 'bruma.7');
    const plans: string[] = [];
    const watched = createCheckHistoryReader({
      query: async (sql: string, options: { bind: unknown[] }) => {
        const plan = await database.sequelize.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, { ...options, type: QueryTypes.SELECT });
        plans.push(plan.map((line) => line['QUERY PLAN']).join('\n'));
        return database.sequelize.query(sql, { ...options, type: QueryTypes.SELECT });
      },
    } as unknown as TestDatabase['sequelize']);
    await watched.latestProbes('bruma.7', { limit: 6, statuses: [], triggers: [], before: older });
    expect(plans[0]).toMatch(/Index Scan using integration_probes_check/);
    expect(plans[0]).toMatch(/Index Cond:.*check_name.*finished_at <=/);
  });
});

describe('the history of a check', () => {
  it('is cut into buckets by the database’s clock, the last of which holds now', async () => {
    await record('bruma.text', 'ok', { durationMs: 100 });
    await record('bruma.text', 'fail', { durationMs: 900 });
    await record('bruma.text', 'unknown');
    await record('aurora.north.text', 'fail');
    for (const days of [1, 7, 30, 90] as const) {
      const buckets = await reader.historyOf('bruma.text', days);
      const last = buckets.at(-1)!;
      expect(last).toMatchObject({ ok: 1, fail: 1, unknown: 1, warn: 0 });
      expect([Math.round(last.p50!), Math.round(last.p95!)]).toEqual([128, 1024]);
      expect(last.end.getTime()).toBeGreaterThan(Date.now());
      expect(buckets.at(-2)).toMatchObject({ ok: 0, p50: null });
    }
  });
});

describe('files', () => {
  it('are those of the probes asked for, in the order in which they were kept', async () => {
    await record('bruma.text', 'ok', { files: ['before.png', 'after.png'] });
    await record('bruma.text', 'ok', { files: ['other.txt'] });
    const [, first] = (await read()).probes;
    const files = await reader.artifactsOf([first!.id]);
    expect(files.map(({ name }) => name)).toEqual(['before.png', 'after.png']);
    expect(files[0]).toMatchObject({ probe_id: first!.id, type: 'text/plain', size: 3, sha256: 'abc' });
    expect(files[0]!.expires_at.getTime() - files[0]!.created_at.getTime()).toBeGreaterThan(29 * 86_400_000);
    expect(await reader.artifactsOf([])).toEqual([]);
  });
});

describe('the providers of a capability', () => {
  it('each tell by the probe that gave them their light', async () => {
    await record('aurora.south.text', 'ok');
    await record('aurora.south.text', 'fail');
    await record('aurora.north.text', 'ok');
    await record('aurora.north.text', 'unknown');
    await record('aurora.south.json', 'fail');
    await record('bruma.text', 'ok');
    const probes = await reader.verdictsOf({ scope: 'aurora', capability: 'text' });
    expect(probes.map(({ check_name, status }) => [check_name, status])).toEqual([
      ['aurora.north.text', 'ok'],
      ['aurora.south.text', 'fail'],
    ]);
    expect(await reader.verdictsOf({ scope: 'bruma', capability: 'text' })).toEqual([]);
  });
});
