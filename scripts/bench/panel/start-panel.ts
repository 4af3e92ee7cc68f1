import { join, resolve } from 'node:path';
import getPort from 'get-port';
import type { EnvSource } from '#env.ts';
import { measureHeap, type Heap } from '#scripts/bench/measure-heap.ts';
import type { Servers } from '#scripts/bench/open-servers.ts';
import { buildPanel } from '#scripts/stack/build-panel.ts';
import { cleanEnvironment, withoutProviders } from '#scripts/stack/clean-environment.ts';
import { startProcess } from '#scripts/stack/start-process.ts';

const COLLECTIONS = 10;

export interface RunningPanel {
  url: string;
  /** From its start until it said that it is ready. */
  readyMs: number;
  heap(): Promise<Heap>;
  stop(): Promise<void>;
}

/** The real panel as a process of its own, as `npm start` starts it, over this database; asked by HTTP as a browser asks it. */
export async function startPanel(servers: Servers, source: EnvSource, databaseUrl: string): Promise<RunningPanel> {
  const clean = withoutProviders(cleanEnvironment(source));
  await buildPanel(clean, (line) => void process.stderr.write(`${line}\n`));
  const [port, inspector] = [await getPort(), await getPort({ host: '127.0.0.1' })];
  const begun = performance.now();
  const panel = await startProcess({
    name: 'The panel',
    command: process.execPath,
    args: [`--inspect=127.0.0.1:${inspector}`, resolve(import.meta.dirname, '../../../web/server.ts')],
    env: {
      ...clean,
      NODE_ENV: 'production',
      GREENLIGHT_MODE: 'sandbox',
      GREENLIGHT_STORAGE: servers.folder,
      GREENLIGHT_TASK_QUEUE: 'panel',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: servers.temporalAddress,
      PORT: String(port),
    },
    logFile: join(servers.folder, 'logs', 'panel.log'),
    ready: 'message',
    readyWithinMs: 60_000,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    readyMs: performance.now() - begun,
    heap: () => settledHeap(inspector),
    stop: () => panel.stop(),
  };
}

/** What one collection sets free may free more once its finalizers have run, and compiled code that nobody ran lately goes after some: only
 * after all of that does what is left tell of a leak. */
async function settledHeap(port: number): Promise<Heap> {
  for (let round = 1; round < COLLECTIONS; round++) await measureHeap(port);
  return measureHeap(port);
}
