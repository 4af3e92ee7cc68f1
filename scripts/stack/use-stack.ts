import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Env, EnvSource } from '#env.ts';
import { cleanEnvironment } from './clean-environment.ts';
import { holdLease, livingStack, type StackState } from './stack-state.ts';

export interface UsableStack {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  taskQueue: string;
  uiUrl: string | null;
  panelUrl: string | null;
  /** Lets go: the last one out of a one-off stack stops it. */
  release(): void;
}

/** The stack that the variables name, the one that runs, or a one-off that this call brings up.
 * @throws an Error with a sentence where it does not come up. */
export async function useStack(env: Env, source: EnvSource, say: (line: string) => void): Promise<UsableStack> {
  if (env.databaseUrl && env.temporal.address) {
    const { address, namespace, taskQueue, uiUrl } = env.temporal;
    return {
      databaseUrl: env.databaseUrl,
      temporalAddress: address,
      namespace,
      taskQueue,
      uiUrl,
      panelUrl: env.baseUrl,
      release: () => {},
    };
  }
  const storage = join(env.storage, env.mode);
  const release = holdLease(storage);
  try {
    const state = await readyStack(storage, source, say);
    const { namespace, taskQueue, uiUrl, panelUrl } = state;
    return { databaseUrl: state.databaseUrl!, temporalAddress: state.temporalAddress!, namespace, taskQueue, uiUrl, panelUrl, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function readyStack(storage: string, source: EnvSource, say: (line: string) => void): Promise<StackState> {
  let starter: { failed: string | null } | null = null;
  for (let silent = 0; ;) {
    const state = livingStack(storage);
    if (state?.ready) return state;
    if (!state && (starter === null || starter.failed === 'gone')) {
      if (silent++ > 3) throw new Error('The stack does not come up; `npm start` says why.');
      if (starter === null) say('No stack is running: bringing one up for this run.');
      starter = startOneOff(source);
    }
    if (starter?.failed && starter.failed !== 'gone') throw new Error(starter.failed);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts a supervisor of its own for a stack without a panel; it stops when nobody holds a lease any more. */
function startOneOff(source: EnvSource): { failed: string | null } {
  const starter: { failed: string | null } = { failed: null };
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../start.ts'), '--one-off'], {
    detached: true,
    env: cleanEnvironment(source) as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words += data.toString()));
  child.once('exit', (code) => (starter.failed = code === 0 ? 'gone' : words.trim() || `The stack ended with code ${code}.`));
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return starter;
}
