import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { createAutomaticRunsReader, type AutomaticRunsReader } from '#db/automatic-runs-reader.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createRunWriter, type RunWriter } from '#db/run-writer.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { RunRequest, Trigger } from '#workflows/core/run.ts';
import { baselineCadence } from '#workflows/core/baseline-cadence.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';

let database: TestDatabase;
let writer: RunWriter;
let reader: AutomaticRunsReader;
beforeEach(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
  reader = createAutomaticRunsReader(database.sequelize);
});
afterEach(() => database.close());

async function open(trigger: Trigger, more: Partial<RunRequest> = {}): Promise<string> {
  const runId = randomUUID();
  const request = { selection: EVERYTHING_CHEAP, trigger, requestedBy: 'a test', record: true, nonce: null, ...more };
  await writer.openRun({ runId, workflowId: `doctor/${runId}`, request, checks: [] });
  return runId;
}

describe('what ran by itself', () => {
  it('is what the schedule or a start asked for and was recorded, the newest first', async () => {
    const [boot, , , tick] = [
      await open('auto_boot'),
      await open('ops_ui'),
      await open('scheduler', { record: false }),
      await open('scheduler'),
    ];
    await open('manual');
    const { runs, now } = await reader.automaticRuns(12);
    expect(runs.map(({ runId }) => runId)).toEqual([tick, boot]);
    expect(runs[0]!.startedAt >= runs[1]!.startedAt && runs[0]!.startedAt <= now).toBe(true);
  });

  it('says how each stands', async () => {
    const ended = await open('scheduler');
    await writer.closeRun({ runId: ended, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
    await open('scheduler');
    expect((await reader.automaticRuns(12)).runs.map(({ state, status }) => [state, status])).toEqual([
      ['running', null],
      ['finished', expect.any(String)],
    ]);
  });

  it('is read no further than it is asked for', async () => {
    for (let count = 0; count < 3; count++) await open('scheduler');
    expect((await reader.automaticRuns(2)).runs).toHaveLength(2);
  });

  it('is nothing in a new database', async () => {
    expect(await reader.automaticRuns(12)).toEqual({ now: expect.any(Date) as Date, everyMs: null, runs: [] });
  });
});

describe('how often it should', () => {
  it.each([
    ['the shortest cadence of what belongs to the baseline', [{ cadence_ms: 9_000 }, { cadence_ms: 7_000 }], 7_000],
    ['whatever others have', [{ cadence_ms: 9_000 }, { cadence_ms: 7_000, baseline: false }], 9_000],
    ['and whatever is not configured', [{ cadence_ms: 9_000 }, { cadence_ms: 7_000, configured: false }], 9_000],
    ['or goes on demand only', [{ cadence_ms: 9_000 }, { cadence_ms: null }], 9_000],
    ['never where nothing is left', [{ cadence_ms: 9_000, configured: false }], null],
  ])('is %s: the panel and the schedule say the same', async (_, checks, everyMs) => {
    const entries = checks.map((check, index) => entryOf(`aurora.check_${index}`, check));
    await createCatalogueWriter(database.sequelize).writeCatalogue(entries);
    expect(baselineCadence(entries)).toBe(everyMs);
    expect((await reader.automaticRuns(1)).everyMs).toBe(everyMs);
  });

  it('is not told by a check that is no more', async () => {
    const writer = createCatalogueWriter(database.sequelize);
    await writer.writeCatalogue([entryOf('aurora.old', { cadence_ms: 1_000 }), entryOf('aurora.new', { cadence_ms: 5_000 })]);
    await writer.writeCatalogue([entryOf('aurora.new', { cadence_ms: 5_000 })]);
    expect((await reader.automaticRuns(1)).everyMs).toBe(5_000);
  });
});
