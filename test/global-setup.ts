import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '#db/connect.ts';
import { migrate } from '#db/migrate.ts';
import { startPostgres } from '#scripts/embedded/postgres.ts';
import { findTemporal, startTemporal } from '#scripts/embedded/temporal.ts';
import { cleanEnvironment } from '#scripts/stack/clean-environment.ts';
import './support/provided.ts';

/** One real Postgres and one real Temporal for the whole test run, on free ports, with everything in a temporary folder. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-test-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'logs'));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const env = cleanEnvironment(process.env);
  const executable = await findTemporal({ cliPath: process.env['TEMPORAL_CLI_PATH'] ?? null, env, say });
  const postgres = await startPostgres({ storage: folder, port: await getPort(), logFile: join(folder, 'logs', 'postgres.log') });
  const port = await getPort();
  const temporal = await startTemporal({
    executable,
    file: join(folder, 'temporal.db'),
    port,
    uiPort: await getPort(),
    metricsPort: await getPort(),
    logFile: join(folder, 'logs', 'temporal.log'),
    env,
  });
  const template = connectDatabase(postgres.url, { poolMax: 2, statementTimeoutMs: 60_000 });
  await migrate(template, { mode: 'sandbox' });
  await template.close();
  provide('postgresUrl', postgres.url);
  provide('temporalAddress', `127.0.0.1:${port}`);
  return async () => {
    await temporal.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
