import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { connectDatabase } from '#db/connect.ts';
import { migrate } from '#db/migrate.ts';
import type { Env, EnvSource } from '#env.ts';
import { startPostgres } from '#scripts/embedded/postgres.ts';
import { findTemporal, startTemporal } from '#scripts/embedded/temporal.ts';
import { cleanEnvironment } from '#scripts/stack/clean-environment.ts';

export interface Servers {
  /** A folder of the benchmark's own, gone with it. */
  folder: string;
  temporalAddress: string;
  /** A fresh, migrated database of this name; its address. */
  createDatabase(name: string): Promise<string>;
  close(): Promise<void>;
}

/** A Postgres and a Temporal of the benchmark's own, as the product starts them, on free ports, in a temporary folder. */
export async function openServers(env: Env, source: EnvSource): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'logs'));
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const clean = cleanEnvironment(source);
  const executable = await findTemporal({ cliPath: env.temporal.cliPath, env: clean, say });
  const postgres = await startPostgres({ storage: folder, port: await getPort(), logFile: join(folder, 'logs', 'postgres.log') });
  const port = await getPort();
  const temporal = await startTemporal({
    executable,
    file: join(folder, 'temporal.db'),
    port,
    uiPort: await getPort(),
    metricsPort: await getPort(),
    logFile: join(folder, 'logs', 'temporal.log'),
    env: clean,
  });
  return {
    folder,
    temporalAddress: `127.0.0.1:${port}`,
    async createDatabase(name) {
      const url = postgres.url.replace(/\/greenlight$/, `/${name}`);
      const admin = connectDatabase(postgres.url, { poolMax: 1 });
      await admin.query(`create database ${name}`);
      await admin.close();
      const made = connectDatabase(url, { poolMax: 2, statementTimeoutMs: 60_000 });
      await migrate(made, { mode: 'sandbox' });
      await made.close();
      return url;
    },
    async close() {
      await temporal.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
