import { join } from 'node:path';
import type { Env, EnvSource } from '#env.ts';
import { assertReachable } from './assert-reachable.ts';
import { assertWritable } from './assert-writable.ts';
import { migrateTo, partsOf } from './parts.ts';
import { endProcess, identityOf } from './process-identity.ts';
import { reservePort } from './reserve-port.ts';
import { becomeSupervisor, forgetStack, readStack, resignSupervisor, writeStack, type StackState } from './stack-state.ts';
import { supervise, type Supervision, type Watching } from './supervise.ts';

export interface OpenStack {
  state: StackState;
  supervision: Supervision;
  /** Says whether others may begin to use it. Who wants to stop says no first, and only then looks who uses it. */
  offer(usable: boolean): void;
  close(): Promise<void>;
}

/** Somebody else supervises this storage folder already. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning' as const;
}

interface Opening {
  env: Env;
  source: EnvSource;
  kind: StackState['kind'];
  say(line: string): void;
  watching: Omit<Watching, 'onChange'>;
}

/** Brings up the whole stack, after clearing what an earlier one that died left behind.
 * @throws AlreadyRunning, or an Error with a sentence; then nothing of ours runs any more. */
export async function openStack({ env, source, kind, say, watching }: Opening): Promise<OpenStack> {
  const storage = join(env.storage, env.mode);
  assertWritable(storage);
  if (!becomeSupervisor(storage)) throw new AlreadyRunning();
  try {
    await clearLeftovers(storage, say);
    await assertReachable(env);
    const state: StackState = {
      kind,
      supervisor: identityOf(process.pid)!,
      ready: false,
      parts: [],
      databaseUrl: env.databaseUrl,
      temporalAddress: env.temporal.address,
      namespace: env.temporal.namespace,
      taskQueue: env.temporal.taskQueue,
      uiUrl: env.temporal.uiUrl,
      panelUrl: null,
      sandboxControl: null,
    };
    if (env.databaseUrl) await migrateTo(env.databaseUrl, env.mode);
    if (kind === 'full') state.panelUrl = await panelAddress(env);
    const begun = new Map<string, StackState['parts'][number]>();
    const parts = partsOf({ env, source, storage, state, say }).map((part) => ({
      ...part,
      start: async (stopping: AbortSignal) => {
        const running = await part.start(stopping);
        begun.set(part.name, { name: part.name, identity: running.identity, stopSignal: part.name === 'Postgres' ? 'SIGINT' : 'SIGTERM' });
        state.parts = [...begun.values()];
        writeStack(storage, state);
        return running;
      },
    }));
    writeStack(storage, state);
    const supervision = await supervise(parts, { ...watching, onChange: () => writeStack(storage, state) });
    state.ready = true;
    writeStack(storage, state);
    const offer = (usable: boolean): void => {
      state.ready = usable;
      writeStack(storage, state);
    };
    return {
      state,
      supervision,
      offer,
      async close() {
        offer(false);
        await supervision.stop();
        forgetStack(storage);
        resignSupervisor(storage);
      },
    };
  } catch (error) {
    forgetStack(storage);
    resignSupervisor(storage);
    throw error;
  }
}

async function panelAddress(env: Env): Promise<string> {
  return `http://${env.host === '::1' ? '[::1]' : env.host}:${await reservePort([env.port])}`;
}

/** After a `kill -9` of a supervisor its parts may still run: they are ended, by number and birth, newest first. */
async function clearLeftovers(storage: string, say: (line: string) => void): Promise<void> {
  const old = readStack(storage);
  if (!old) return;
  const left = old.parts.filter(({ identity }) => identityOf(identity.pid)?.born === identity.born);
  if (left.length > 0) say(`Clearing what an earlier start left behind: ${left.map(({ name }) => name).join(', ')}.`);
  for (const { identity, stopSignal } of left.reverse()) await endProcess(identity, stopSignal);
  forgetStack(storage);
}
