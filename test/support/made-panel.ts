import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import getPort from 'get-port';
import { connectDatabase } from '#db/connect.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { migrate } from '#db/migrate.ts';
import { cleanEnvironment, withoutProviders } from '#scripts/stack/clean-environment.ts';
import { startProcess } from '#scripts/stack/start-process.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { StackState } from '#scripts/stack/stack-state.ts';
import { writeMadeRuns, writeMadeState, type MadeState } from './made-state.ts';

interface Options {
  /** Whose Postgres and Temporal are used. */
  stack: StackState;
  mode?: 'live' | 'sandbox';
  checks: CatalogueEntry[];
  /** How each check is; one that is not named was never run. */
  states?: Record<string, MadeState>;
  /** How long ago, in milliseconds, the last of thirteen automatic runs began, an hour apart; null: there was none. */
  lastRunMs?: number | null;
  /** Another Temporal, or an address where there is none. */
  temporalAddress?: string;
}

/** A panel of its own over a memory that is made up, for states that a real stack takes days to come to. */
export async function openMadePanel(options: Options): Promise<{ url: string; close(): Promise<void> }> {
  const { stack, mode = 'live', checks, states = {}, lastRunMs = Object.keys(states).length > 0 ? 0 : null } = options;
  const { temporalAddress = stack.temporalAddress! } = options;
  const admin = connectDatabase(stack.databaseUrl!, { poolMax: 1 });
  const name = `made_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const databaseUrl = stack.databaseUrl!.replace(/\/[^/?]+(\?|$)/, `/${name}$1`);
  const database = connectDatabase(databaseUrl, { poolMax: 2 });
  await migrate(database, { mode });
  await createCatalogueWriter(database).writeCatalogue(checks);
  for (const [check, state] of Object.entries(states)) await writeMadeState(database, check, state);
  if (lastRunMs !== null) await writeMadeRuns(database, lastRunMs, mode);
  await database.close();

  const folder = mkdtempSync(join(tmpdir(), 'greenlight-made-panel-'));
  mkdirSync(join(folder, 'logs'));
  const port = await getPort();
  const panel = await startProcess({
    name: 'The panel',
    command: process.execPath,
    args: [resolve(import.meta.dirname, '../../web/server.ts')],
    env: {
      ...withoutProviders(cleanEnvironment(process.env)),
      NODE_ENV: 'production',
      GREENLIGHT_MODE: mode,
      GREENLIGHT_STORAGE: folder,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      // Its schedule is there to be read.
      GREENLIGHT_TASK_QUEUE: stack.taskQueue,
      PORT: String(port),
    },
    logFile: join(folder, 'logs', 'panel.log'),
    ready: 'message',
    readyWithinMs: 30_000,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await panel.stop();
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
