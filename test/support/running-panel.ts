import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import getPort from 'get-port';
import { inject } from 'vitest';
import { buildPanel } from '#scripts/stack/build-panel.ts';
import { cleanEnvironment, withoutProviders } from '#scripts/stack/clean-environment.ts';
import { startProcess } from '#scripts/stack/start-process.ts';
import type { SystemBench } from './system-bench.ts';

/** The real panel, built and in a process of its own, over the bench's database and artifacts. */
export async function startPanel({ database, storage, taskQueue }: SystemBench): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-panel-'));
  mkdirSync(join(folder, 'logs'));
  symlinkSync(storage, join(folder, 'sandbox'));
  const clean = withoutProviders(cleanEnvironment(process.env));
  await buildPanel(clean, () => {});
  const port = await getPort();
  const panel = await startProcess({
    name: 'The panel',
    command: process.execPath,
    args: [resolve(import.meta.dirname, '../../web/server.ts')],
    env: {
      ...clean,
      NODE_ENV: 'production',
      GREENLIGHT_MODE: 'sandbox',
      GREENLIGHT_STORAGE: folder,
      GREENLIGHT_TASK_QUEUE: taskQueue,
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      PORT: String(port),
    },
    logFile: join(folder, 'logs', 'panel.log'),
    ready: 'message',
    readyWithinMs: 30_000,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await panel.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
