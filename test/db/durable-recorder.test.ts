import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { QueryTypes } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, expect, it } from 'vitest';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { connectDatabase } from '#db/connect.ts';
import { migrate } from '#db/migrate.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { startPostgres } from '#scripts/embedded/postgres.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenlight-durable-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what was recorded outlives a Postgres that is cut off at once: a probe alone, and twenty that ended together', async () => {
  const start = async () => startPostgres({ storage: folder, port: await getPort(), logFile: join(folder, 'postgres.log') });
  const first = await start();
  const before = connectDatabase(first.url, { poolMax: 20, statementTimeoutMs: 60_000 });
  await migrate(before, { mode: 'sandbox' });
  const checks = Array.from({ length: 21 }, (_, index) => `aurora.c${index}`);
  await createCatalogueWriter(before).writeCatalogue(checks.map((check) => entryOf(check)));
  const writer = createRunWriter(before, { mode: 'sandbox' });
  const runId = uuidv7();
  await writer.openRun({
    runId,
    workflowId: 'doctor/durable',
    request: { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'a test', record: true, nonce: null },
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
  for (const check of checks) await writer.beginAttempt(runId, check);
  const record = (check: string) =>
    writer.recordProbe({ runId, check, finding: findingOf('ok'), attempts: 1, durationMs: 1, files: [], temporal: null });
  await record(checks[0]!);
  await Promise.all(checks.slice(1).map(record));
  process.kill(first.identity.pid, 'SIGQUIT');
  await first.exited;
  await before.close().catch(() => {});

  const second = await start();
  const after = connectDatabase(second.url, { poolMax: 1 });
  const kept = await after.query<{ check_name: string }>('select check_name from integration_probes', { type: QueryTypes.SELECT });
  await after.close();
  await second.stop();
  expect(kept.map(({ check_name }) => check_name).toSorted()).toEqual(checks.toSorted());
});
