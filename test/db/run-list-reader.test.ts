import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { createRunListReader, type WantedRuns } from '#db/run-list-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { findingOf } from '#test/support/made-up.ts';
import type { Trigger } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { Status } from '#workflows/core/status.ts';

let database: TestDatabase;
/** What each run was made for, by its id. */
const names = new Map<string, string>();

async function make(name: string, { outcomes = ['ok'], trigger = 'scheduler', end = 'finished', record = true }: Made = {}): Promise<void> {
  const writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
  const runId = randomUUID();
  names.set(runId, name);
  const checks = [...outcomes, ...(end === null ? ['waiting'] : [])].map((_outcome, index) => `aurora.c${index}`);
  await writer.openRun({
    runId,
    workflowId: `doctor/${runId}`,
    request: { selection: EVERYTHING_CHEAP, trigger, requestedBy: 'mira', record, nonce: null },
    checks: checks.map((check) => ({
      check,
      requires: [],
      provider: 'aurora',
      limit: 4,
      startToCloseMs: 1,
      scheduleToCloseMs: 1,
      maxAttempts: 3,
      asked: true,
    })),
  });
  for (const [index, status] of outcomes.entries())
    await writer.recordProbe({
      runId,
      check: `aurora.c${index}`,
      finding: findingOf(status),
      attempts: 1,
      durationMs: 1,
      files: [],
      temporal: null,
    });
  if (end === 'lost')
    await database.sequelize.query("update probe_runs set state = 'lost', status = 'ok', finished_at = now() where id = $1", {
      bind: [runId],
    });
  else if (end !== null) await writer.closeRun({ runId, state: end, unprobed: [] }, () => findingOf('skipped'));
}
interface Made {
  outcomes?: Status[];
  trigger?: Trigger;
  end?: 'finished' | 'cancelled' | 'lost' | null;
  record?: boolean;
}

beforeAll(async () => {
  database = await createTestDatabase();
  await make('oldest');
  await make('by a person', { trigger: 'manual', outcomes: ['ok', 'fail'] });
  await make('failed', { outcomes: ['ok', 'fail', 'skipped', 'ok'] });
  await make('warned', { outcomes: ['warn'] });
  await make('cancelled', { outcomes: ['fail'], end: 'cancelled' });
  await make('lost', { end: 'lost' });
  await make('unrecorded', { record: false });
  await make('under way', { outcomes: ['ok'], end: null, trigger: 'ops_ui' });
});
afterAll(() => database.close());

const list = (wanted: Partial<WantedRuns> = {}) =>
  createRunListReader(database.sequelize).runs({ asked: null, outcome: null, before: null, limit: 50, ...wanted });
const named = async (wanted: Partial<WantedRuns> = {}) => (await list(wanted)).runs.map(({ id }) => names.get(id));

describe('the list of runs', () => {
  it('holds what is recorded, the newest first', async () => {
    expect(await named()).toEqual(['under way', 'lost', 'cancelled', 'warned', 'failed', 'by a person', 'oldest']);
  });

  it.each<[Partial<WantedRuns>, string[]]>([
    [{ asked: 'manual' }, ['by a person']],
    [{ asked: 'api' }, []],
    [{ outcome: 'fail' }, ['failed', 'by a person']],
    [{ outcome: 'fail', asked: 'scheduler' }, ['failed']],
    [{ outcome: 'warn' }, ['warned']],
    [{ outcome: 'ok' }, ['oldest']],
    [{ outcome: 'cancelled' }, ['cancelled']],
    [{ outcome: 'lost' }, ['lost']],
    [{ outcome: 'running' }, ['under way']],
    [{ outcome: 'running', asked: 'scheduler' }, []],
  ])('narrows to %o', async (wanted, expected) => expect(await named(wanted)).toEqual(expected));

  it('counts how the checks of each ended, and how many are planned', async () => {
    const { runs } = await list();
    const counted = (name: string) =>
      runs.filter(({ id }) => names.get(id) === name).map(({ counts, planned }) => ({ ...counts, planned }));
    expect(counted('failed')).toEqual([{ ok: 2, warn: 0, fail: 1, skipped: 1, unknown: 0, planned: 4 }]);
    expect(counted('under way')).toEqual([{ ok: 1, warn: 0, fail: 0, skipped: 0, unknown: 0, planned: 2 }]);
  });

  it('goes on where a page ended, without a gap or a repetition', async () => {
    const seen: (string | undefined)[] = [];
    for (let before: string | null = null, page = 0; page < 10; page++) {
      const { runs, older } = await list({ limit: 2, before });
      seen.push(...runs.map(({ id }) => names.get(id)));
      if (older === null) break;
      before = older;
    }
    expect(seen).toEqual(await named());
  });

  it('has no older page where the last one is full to the brim', async () => {
    expect([(await list({ limit: 7 })).older, typeof (await list({ limit: 6 })).older]).toEqual([null, 'string']);
  });

  it('tells runs of the same microsecond apart', async () => {
    const twins = await createTestDatabase();
    try {
      await twins.sequelize.query(
        `insert into probe_runs (id, workflow_id, selection, selection_key, trigger, requested_by, recorded, mode, started_at)
         select gen_random_uuid(), 'w', '{}', 'all', 'api', 'mira', true, 'sandbox', '2026-01-01T00:00:00.123456Z' from generate_series(1, 5)`,
      );
      const reader = createRunListReader(twins.sequelize);
      const first = await reader.runs({ asked: null, outcome: null, before: null, limit: 3 });
      const second = await reader.runs({ asked: null, outcome: null, before: first.older, limit: 3 });
      expect(new Set([...first.runs, ...second.runs].map(({ id }) => id)).size).toBe(5);
    } finally {
      await twins.close();
    }
  });

  it.each(['nonsense', "1.'; drop table", '99999999999999999999999.0199aaaa-0000-7000-8000-000000000001'])(
    'begins anew at a broken cursor: %s',
    async (before) => {
      expect(await named({ before })).toHaveLength(7);
    },
  );
});
