import { join, resolve } from 'node:path';
import type { EnvSource } from '#env.ts';
import { cleanEnvironment, withoutProviders } from '#scripts/stack/clean-environment.ts';
import { startProcess, type RunningProcess } from '#scripts/stack/start-process.ts';
import type { Servers } from './open-servers.ts';

/** What a worker of a benchmark works for. */
export interface Workplace {
  servers: Servers;
  /** The variables of the person who started us. */
  source: EnvSource;
  databaseUrl: string;
  taskQueue: string;
  /** The variables that point it at the pretend providers, and the file with their authority. */
  sandbox: { variables: Record<string, string>; caFile: string };
  /** For Node itself. */
  nodeArgs?: string[];
}

/** The real worker as a process of its own, as `npm start` starts it. Resolves when it is ready. */
export function startWorker({ servers, source, databaseUrl, taskQueue, sandbox, nodeArgs = [] }: Workplace): Promise<RunningProcess> {
  return startProcess({
    name: 'The worker',
    command: process.execPath,
    args: [...nodeArgs, resolve(import.meta.dirname, '../../worker/main.ts')],
    env: {
      ...withoutProviders(cleanEnvironment(source)),
      ...sandbox.variables,
      GREENLIGHT_SANDBOX_CA: sandbox.caFile,
      GREENLIGHT_MODE: 'sandbox',
      GREENLIGHT_STORAGE: servers.folder,
      GREENLIGHT_TASK_QUEUE: taskQueue,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: servers.temporalAddress,
    },
    logFile: join(servers.folder, 'logs', 'worker.log'),
    ready: 'message',
    readyWithinMs: 60_000,
  });
}
