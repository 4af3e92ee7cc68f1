import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connectDatabase } from '#db/connect.ts';
import { migrate } from '#db/migrate.ts';
import type { Env, EnvSource } from '#env.ts';
import { startPostgres } from '#scripts/embedded/postgres.ts';
import { findTemporal, startTemporal } from '#scripts/embedded/temporal.ts';
import { cleanEnvironment, withoutProviders } from './clean-environment.ts';
import { buildPanel } from './build-panel.ts';
import { reservePort } from './reserve-port.ts';
import { startProcess, type RunningProcess } from './start-process.ts';
import type { StackState } from './stack-state.ts';
import type { Part } from './supervise.ts';

interface Plan {
  env: Env;
  /** The variables of the person who started us. */
  source: EnvSource;
  /** `storage/<mode>`. */
  storage: string;
  state: StackState;
  say(line: string): void;
}

interface Starting extends Plan {
  /** Aborted while the part comes up: it is not wanted any more. */
  stopping: AbortSignal;
}

interface Kept extends Plan {
  /** Ports given out so far: a part that is started again must come back where the others look for it. */
  ports: Map<string, number>;
}

/** The parts of the stack in the order in which they come up. Each writes what the later ones need into `state`. */
export function partsOf(opening: Plan): Part[] {
  const plan: Kept = { ...opening, ports: new Map() };
  const { env, state } = plan;
  const sandbox: { variables: Record<string, string> } = { variables: {} };
  return [
    ...(env.databaseUrl === null ? [{ name: 'Postgres', start: () => postgres(plan) }] : []),
    ...(env.temporal.address === null ? [{ name: 'Temporal', start: () => temporal(plan) }] : []),
    ...(env.mode === 'sandbox'
      ? [{ name: 'pretend providers', start: (stopping: AbortSignal) => sandboxPart({ ...plan, stopping }, sandbox) }]
      : []),
    { name: 'worker', start: (stopping: AbortSignal) => worker({ ...plan, stopping }, sandbox.variables) },
    ...(state.kind === 'full' && existsSync(resolve(import.meta.dirname, '../../web/server.ts'))
      ? [{ name: 'panel', start: (stopping: AbortSignal) => panel({ ...plan, stopping }) }]
      : []),
  ];
}

async function postgres(plan: Kept): Promise<RunningProcess> {
  const { env, storage, state, say } = plan;
  const port = await keptPort(plan, 'postgres', env.mode === 'live' ? 5433 : 5434);
  const running = await startPostgres({ storage, port, logFile: join(storage, 'logs', 'postgres.log') });
  if (running.note) say(running.note);
  state.databaseUrl = running.url;
  await migrateTo(running.url, env.mode);
  return running;
}

/** Brings the database to today's shape; also for one that we did not start. */
export async function migrateTo(url: string, mode: Env['mode']): Promise<void> {
  const database = connectDatabase(url, { statementTimeoutMs: 120_000 });
  try {
    await migrate(database, { mode });
  } finally {
    await database.close();
  }
}

async function temporal(plan: Kept): Promise<RunningProcess> {
  const { env, source, storage, state, say } = plan;
  const clean = withoutProviders(cleanEnvironment(source));
  const executable = await findTemporal({ cliPath: env.temporal.cliPath, env: clean, say });
  const usual = env.mode === 'live' ? 7233 : 7234;
  const port = await keptPort(plan, 'temporal', usual);
  const uiPort = await keptPort(plan, 'temporal-ui', usual + 1_000);
  const metricsPort = await keptPort(plan, 'temporal-metrics', usual + 2_000);
  const file = join(storage, 'temporal-1.8.2.db');
  const logFile = join(storage, 'logs', 'temporal.log');
  const running = await startTemporal({ executable, file, port, uiPort, metricsPort, logFile, env: clean });
  state.temporalAddress = `127.0.0.1:${port}`;
  state.uiUrl = `http://127.0.0.1:${uiPort}`;
  return running;
}

async function sandboxPart(
  { source, storage, state, stopping }: Starting,
  sandbox: { variables: Record<string, string> },
): Promise<RunningProcess> {
  const running = await startProcess({
    ...script('sandbox/main.ts', [join(storage, 'sandbox')]),
    name: 'The pretend providers',
    env: withoutProviders(cleanEnvironment(source)),
    logFile: join(storage, 'logs', 'sandbox.log'),
    stopping,
  });
  const info = running.info as { variables: Record<string, string>; ca: string; control: string };
  sandbox.variables = { ...info.variables, GREENLIGHT_SANDBOX_CA: info.ca };
  state.sandboxControl = info.control;
  return running;
}

async function worker({ env, source, storage, state, stopping }: Starting, sandbox: Record<string, string>): Promise<RunningProcess> {
  const providers =
    env.mode === 'sandbox'
      ? { ...withoutProviders(cleanEnvironment(source)), ...sandbox }
      : { ...cleanEnvironment(source), ...withFiles(source) };
  return startProcess({
    ...script('../worker/main.ts'),
    name: 'The worker',
    env: { ...providers, ...connections(env, state) },
    logFile: join(storage, 'logs', 'worker.log'),
    stopping,
  });
}

async function panel({ env, source, storage, state, say, stopping }: Starting): Promise<RunningProcess> {
  await buildPanel(withoutProviders(cleanEnvironment(source)), say);
  const port = Number(new URL(state.panelUrl!).port);
  return startProcess({
    ...script('../web/server.ts'),
    name: 'The panel',
    env: {
      ...withoutProviders(cleanEnvironment(source)),
      ...connections(env, state),
      ...(state.sandboxControl ? { GREENLIGHT_SANDBOX_CONTROL: state.sandboxControl } : {}),
      PORT: String(port),
      NODE_ENV: 'production',
    },
    logFile: join(storage, 'logs', 'panel.log'),
    stopping,
  });
}

function connections(env: Env, state: StackState): Record<string, string> {
  return {
    GREENLIGHT_MODE: env.mode,
    GREENLIGHT_STORAGE: env.storage,
    GREENLIGHT_TASK_QUEUE: state.taskQueue,
    DATABASE_URL: state.databaseUrl!,
    TEMPORAL_ADDRESS: state.temporalAddress!,
    TEMPORAL_NAMESPACE: state.namespace,
    ...(state.uiUrl ? { TEMPORAL_UI_URL: state.uiUrl } : {}),
    ...(state.panelUrl ? { GREENLIGHT_BASE_URL: env.baseUrl ?? state.panelUrl } : {}),
  };
}

/** Secrets given as files reach the worker as they are. */
function withFiles(source: EnvSource): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => /_FILE$/.test(entry[0]) && Boolean(entry[1])),
  );
}

function script(file: string, args: string[] = []): { command: string; args: string[]; ready: 'message'; readyWithinMs: number } {
  return { command: process.execPath, args: [resolve(import.meta.dirname, '..', file), ...args], ready: 'message', readyWithinMs: 60_000 };
}

/** The port of last time, the usual one, or a free one: addresses stay where they were as long as nobody else took them. */
async function keptPort({ storage, ports }: Kept, name: string, usual: number): Promise<number> {
  const before = ports.get(name);
  if (before) return before;
  const file = join(storage, 'ports.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {};
  const port = await reservePort([...(known[name] ? [known[name]] : []), usual]);
  writeFileSync(file, JSON.stringify({ ...known, [name]: port }));
  ports.set(name, port);
  return port;
}
