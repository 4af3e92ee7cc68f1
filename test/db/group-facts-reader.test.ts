import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createGroupFactsReader } from '#db/group-facts-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

async function record(names: string[], metadata: Record<string, Record<string, unknown>>) {
  const writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
  await createCatalogueWriter(database.sequelize).writeCatalogue(names.map((name) => entryOf(name)));
  const runId = randomUUID();
  await writer.openRun({
    runId,
    workflowId: `doctor/${runId}`,
    request: { selection: EVERYTHING_CHEAP, trigger: 'scheduler', requestedBy: 'schedule', record: true, nonce: null },
    checks: names.map((check) => ({
      ...{ check, requires: [], provider: 'x', limit: 9, startToCloseMs: 1_000, scheduleToCloseMs: 1_000, maxAttempts: 1, asked: true },
    })),
  });
  for (const [check, kept] of Object.entries(metadata)) {
    await writer.beginAttempt(runId, check);
    const finding = { ...findingOf('ok'), metadata: kept };
    await writer.recordProbe({ runId, check, finding, attempts: 1, durationMs: 10, files: [], temporal: null });
  }
  return createGroupFactsReader(database.sequelize).groupFacts();
}

const light = (more: object) => ({ variable: 'BRUMA_TOKEN', source: 'variable', last_four: 'c41e', may: null, expires_at: null, ...more });

it('takes of each provider the credential of the probe that was told most of it', async () => {
  const facts = await record(['bruma.network', 'bruma.token', 'bruma.ingest', 'aurora.north.key', 'aurora.south.key'], {
    'bruma.network': { credentials: [light({})] },
    'bruma.token': {
      credentials: [light({ may: ['ingest'], expires_at: '2027-01-26T00:00:00Z', days_left: 61 }), light({ variable: 'OTHER' })],
    },
    'bruma.ingest': { credentials: [light({ may: ['ingest'] })] },
    'aurora.north.key': { credentials: [light({ last_four: 'aaaa' })] },
    'aurora.south.key': { credentials: [] },
  });
  expect(facts).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        scope: 'bruma',
        provider: null,
        credential: expect.objectContaining({ days_left: 61, identity: null }) as unknown,
      }),
      expect.objectContaining({
        scope: 'aurora',
        provider: 'north',
        credential: expect.objectContaining({ last_four: 'aaaa' }) as unknown,
      }),
      expect.objectContaining({ scope: 'aurora', provider: 'south', credential: null }),
    ]),
  );
  expect(facts).toHaveLength(3);
});

it('tells of the certificate that ends first', async () => {
  const facts = await record(['bruma.network', 'aurora.network'], {
    'bruma.network': { hosts: [{ days_left: 204 }, { days_left: 71 }, { days_left: null }] },
    'aurora.network': { hosts: 'damaged' },
  });
  expect(Object.fromEntries(facts.map(({ scope, certificateDays }) => [scope, certificateDays]))).toEqual({ bruma: 71, aurora: null });
});

it('says nothing of what was never judged', async () => {
  expect(await record(['bruma.network', 'bruma.token'], {})).toEqual([]);
});
