import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { createRunWriter } from '#db/run-writer.ts';
import { readEnv } from '#env.ts';
import { budgetNow } from '#scripts/probe/budget-now.ts';
import { closedPort } from '#test/support/loopback-server.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { entryOf } from '#test/support/made-up.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

let database: TestDatabase;
let storage: string;
beforeAll(async () => {
  database = await createTestDatabase();
  storage = mkdtempSync(join(tmpdir(), 'greenlight-budget-now-'));
});
afterAll(async () => {
  await database.close();
  rmSync(storage, { recursive: true, force: true });
});

const picture = entryOf('aurora.north.picture', { expensive: true });
const edit = entryOf('aurora.north.edit', { expensive: true });
const elsewhere = entryOf('aurora.south.picture', { expensive: true });
const envOf = (variables: Record<string, string>) => readEnv({ GREENLIGHT_STORAGE: storage, GREENLIGHT_DAILY_CAP: '2', ...variables });

it('knows what a run would not get, from the database that is named', async () => {
  const runId = uuidv7();
  await createRunWriter(database.sequelize, { mode: 'sandbox' }).openRun({
    runId,
    workflowId: `doctor/${runId}`,
    request: { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'a test', record: true, nonce: null },
    checks: [
      {
        check: picture.name,
        requires: [],
        provider: 'aurora.north',
        limit: 4,
        startToCloseMs: 1,
        scheduleToCloseMs: 1,
        maxAttempts: 1,
        asked: true,
        expensive: true,
      },
    ],
  });
  const refused = await budgetNow([entryOf('aurora.north.key'), picture, edit, elsewhere], envOf({ DATABASE_URL: database.url }));
  expect(refused).toMatchObject([{ check: edit.name, provider: 'aurora.north', reason: 'cap', used: 2 }]);
});

it('asks nobody where nothing is limited, or nothing costs money', async () => {
  const nowhere = `postgres://nobody@127.0.0.1:${await closedPort()}/none`;
  expect(await budgetNow([picture], envOf({ DATABASE_URL: nowhere, GREENLIGHT_DAILY_CAP: 'none' }))).toEqual([]);
  expect(await budgetNow([entryOf('aurora.north.key'), { ...picture, configured: false }], envOf({ DATABASE_URL: nowhere }))).toEqual([]);
});

it('says that it does not know where no database is up', async () => {
  expect(await budgetNow([picture], envOf({}))).toBeNull();
  expect(await budgetNow([picture], envOf({ DATABASE_URL: `postgres://nobody@127.0.0.1:${await closedPort()}/none` }))).toBeNull();
});
