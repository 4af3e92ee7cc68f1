import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Env, EnvSource } from '#env.ts';
import { cleanEnvironment } from './clean-environment.ts';
import { assertWritable } from './assert-writable.ts';
import { holdLease, livingStack, type StackState } from './stack-state.ts';
import { StackTrouble } from './stack-trouble.ts';

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
 * @throws StackTrouble with a sentence where it does not come up, or is not the one that the variables mean; the signal's reason once
 * it fires: then nothing of ours stays. */
export async function useStack(env: Env, source: EnvSource, say: (line: string) => void, signal: AbortSignal): Promise<UsableStack> {
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
  assertWritable(storage);
  const release = holdLease(storage);
  try {
    const state = await readyStack(storage, source, say, signal);
    assertMeant(env, state);
    const { namespace, taskQueue, uiUrl, panelUrl } = state;
    return { databaseUrl: state.databaseUrl!, temporalAddress: state.temporalAddress!, namespace, taskQueue, uiUrl, panelUrl, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** A variable that names another server than the running stack has must not be passed over in silence. */
function assertMeant({ databaseUrl, temporal }: Env, state: StackState): void {
  const named: [string, string, string | null, string | null][] = [
    ['DATABASE_URL', 'database', databaseUrl, state.databaseUrl],
    ['TEMPORAL_ADDRESS', 'Temporal server', temporal.address, state.temporalAddress],
  ];
  for (const [variable, what, wanted, used] of named) {
    if (wanted !== null && wanted !== used)
      throw new StackTrouble(
        `The stack that runs here was started with another ${what} than ${variable} names now. Stop it first, or unset ${variable}.`,
        2,
      );
  }
}

async function readyStack(storage: string, source: EnvSource, say: (line: string) => void, signal: AbortSignal): Promise<StackState> {
  let starter: Starter | null = null;
  for (let silent = 0; ;) {
    signal.throwIfAborted();
    const state = livingStack(storage);
    if (state?.ready) return state;
    if (!state && (starter === null || starter.failed === 'gone')) {
      if (silent++ > 3) throw new StackTrouble('The stack does not come up; `npm start` says why.', 3);
      if (starter === null) say('No stack is running: bringing one up for this run.');
      starter = startOneOff(source);
    }
    if (starter?.failed && starter.failed !== 'gone') throw starter.failed;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Starter {
  /** Null while it lives; `gone` where somebody else had begun already. */
  failed: StackTrouble | 'gone' | null;
}

/** Starts a supervisor of its own for a stack without a panel; it stops when nobody holds a lease any more. */
function startOneOff(source: EnvSource): Starter {
  const starter: Starter = { failed: null };
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../start.ts'), '--one-off'], {
    detached: true,
    env: cleanEnvironment(source) as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words += data.toString()));
  // Not at its exit: its last words may still be on their way.
  child.once('close', (code) => {
    const said = words.trim() || `The stack ended with code ${code}; \`npm start\` says why.`;
    starter.failed = code === 0 ? 'gone' : new StackTrouble(said, code === 2 ? 2 : 3);
  });
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return starter;
}
