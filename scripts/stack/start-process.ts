import { spawn } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { createStream } from 'rotating-file-stream';
import { endProcess, identityOf, type ProcessIdentity } from './process-identity.ts';

export interface ProcessPlan {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  logFile: string;
  /** Another user to run as, where we are root. */
  uid?: number;
  gid?: number;
  stopSignal?: NodeJS.Signals;
  /** How we learn that it is ready: by its own message (`process.send({ ready: true, … })`), or by asking until it answers. */
  ready: 'message' | (() => Promise<void>);
  readyWithinMs: number;
  /** Aborted: whoever comes up is not wanted any more. */
  stopping?: AbortSignal;
}

export interface RunningProcess {
  identity: ProcessIdentity;
  /** What its ready message held. */
  info: Record<string, unknown>;
  exited: Promise<string>;
  stop(): Promise<void>;
}

/** Starts a process in a group of its own (Ctrl-C is ours alone to pass on), its output in a rotated log. Resolves when it is ready.
 * @throws an Error with a sentence that names the log where it does not become ready. */
export async function startProcess(plan: ProcessPlan): Promise<RunningProcess> {
  const log = createStream(basename(plan.logFile), { path: dirname(plan.logFile), size: '10M', maxFiles: 4 });
  const byMessage = plan.ready === 'message';
  const child = spawn(plan.command, plan.args, {
    detached: true,
    env: plan.env as NodeJS.ProcessEnv,
    stdio: byMessage ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    ...(plan.uid === undefined ? {} : { uid: plan.uid, gid: plan.gid }),
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  let lastWords = '';
  child.stderr?.on('data', (data: Buffer) => (lastWords = (lastWords + data.toString()).slice(-600)));
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  // Not at its exit: children that outlive it for a moment still write.
  child.once('close', () => log.end());
  // A full disk loses log lines; it must not end the supervisor.
  log.on('error', () => {});
  const identity = (child.pid && identityOf(child.pid)) || { pid: child.pid ?? -1, born: '' };
  const stop = async (): Promise<void> => {
    if (child.pid) await endProcess(identity, plan.stopSignal);
  };
  const ready = byMessage
    ? new Promise<Record<string, unknown>>((resolve) => child.once('message', (message) => resolve(message as Record<string, unknown>)))
    : answering(plan.ready as () => Promise<void>, exited);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(
    (resolve) => (timer = setTimeout(() => resolve(`was not ready within ${plan.readyWithinMs / 1000} s`), plan.readyWithinMs)),
  );
  const { stopping } = plan;
  const unwanted = new Promise<string>((resolve) => {
    if (stopping?.aborted) resolve('was told to stop');
    stopping?.addEventListener('abort', () => resolve('was told to stop'), { once: true });
  });
  const outcome = await Promise.race([ready, exited, late, unwanted]);
  clearTimeout(timer);
  if (typeof outcome === 'string') {
    await stop();
    throw new Error(`${plan.name} did not come up: it ${outcome}. ${reasonIn(lastWords)}\n  Its log: ${plan.logFile}`);
  }
  return { identity, info: outcome, exited, stop };
}

/** The line that says why: the last that speaks of an error, else the last. */
function reasonIn(words: string): string {
  const lines = words.trim().split('\n');
  return lines.findLast((line) => /fatal|error/i.test(line)) ?? lines.at(-1) ?? '';
}

/** Asks every 50 ms until it answers, or until the process has ended. */
async function answering(ask: () => Promise<void>, exited: Promise<string>): Promise<Record<string, unknown>> {
  let gone = false;
  void exited.then(() => (gone = true));
  while (!gone) {
    try {
      await ask();
      return {};
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return new Promise(() => {});
}
