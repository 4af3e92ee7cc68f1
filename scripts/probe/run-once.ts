import { setTimeout } from 'node:timers/promises';
import { connectDatabase } from '#db/connect.ts';
import { junitOf } from '#db/junit.ts';
import type { RunDocument } from '#db/run-document.ts';
import { createRunReader } from '#db/run-reader.ts';
import type { Env, EnvSource } from '#env.ts';
import { useStack, type UsableStack } from '#scripts/stack/use-stack.ts';
import { createDoctorClient } from '#worker/create-doctor-client.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { assertUsable } from './assert-usable.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import type { ProbeOptions } from './options.ts';
import { renderResult } from './render-result.ts';
import { writeResultFile } from './result-files.ts';
import { stopSignals, type Stops } from './stop-signals.ts';

const GOODBYE_MS = 1_000;

interface Asking {
  env: Env;
  source: EnvSource;
  options: ProbeOptions;
  request: RunRequest;
}

/** Asks for one run, follows it, shows what was found. Resolves to the exit code.
 * @throws DoctorUnavailable, StackTrouble, ModeMismatch or Stopped, each with a sentence; nothing stays queued. */
export async function runOnce({ env, source, options, request }: Asking): Promise<number> {
  const jsonAlone = options.json === '-';
  const progress = jsonAlone ? process.stderr : process.stdout;
  const say = (line: string): void => void progress.write(`${line}\n`);
  const stops = stopSignals(options.timeoutMs);
  try {
    const stack = await useStack(env, source, say, stops.signal);
    try {
      return await askAndFollow({ env, options, request, stack, stops, progress });
    } finally {
      stack.release();
    }
  } finally {
    stops.release();
  }
}

interface Following extends Omit<Asking, 'source'> {
  stack: UsableStack;
  stops: Stops;
  progress: NodeJS.WriteStream;
}

async function askAndFollow({ env, options, request, stack, stops, progress }: Following): Promise<number> {
  const database = connectDatabase(stack.databaseUrl, { poolMax: 3, statementTimeoutMs: 5_000 });
  const reader = createRunReader(database);
  const { temporalAddress: address, namespace, taskQueue } = stack;
  const client = createDoctorClient({ address, namespace, taskQueue, security: env.temporal.security, reader });
  try {
    await assertUsable(database, env.mode);
    stops.signal.throwIfAborted();
    const asked = await client.ask(request);
    if (asked.joined) progress.write('The same was asked for already, and nothing of it has begun: you have joined that run.\n');
    if (options.detach) {
      process.stdout.write(`${asked.runId}\n${stack.panelUrl ? `${stack.panelUrl}/ops/runs/${asked.runId}\n` : ''}`);
      return 0;
    }
    const following = { runId: asked.runId, databaseUrl: stack.databaseUrl, reader, output: progress };
    const takeBack = async (): Promise<void> => {
      if (!asked.joined) await client.cancel(asked.workflowId);
    };
    // Whoever cannot follow a run any more does not leave it behind either.
    await followRun({ ...following, signal: stops.signal }).catch(async (error: unknown) => {
      await takeBack().catch(() => {});
      throw error;
    });
    const gaveUp = stops.signal.aborted;
    if (gaveUp && !asked.joined) {
      await takeBack();
      await followRun({ ...following, signal: AbortSignal.timeout(5_000) });
    }
    const document = await reader.runDocument(asked.runId, (workflowId, runId) => temporalPage(stack, workflowId, runId));
    if (!document) throw new Error(`The run ${asked.runId} has no result: it was pruned while it ran.`);
    const told = await show(document, options, stack);
    const names = new Set((await reader.runProgress(asked.runId))?.checks.filter((check) => check.asked).map(({ check }) => check));
    return exitCodeOf({
      statuses: document.probes.map(({ status }) => status),
      asked: document.probes.filter(({ check_name }) => names.has(check_name)).map(({ status }) => status),
      gaveUp: gaveUp || !told || document.run.state !== 'finished',
      interrupted: stops.interrupted(),
      strict: options.strict,
    });
  } finally {
    // Neither a result nor a trouble waits for a server that hangs to say goodbye.
    await Promise.race([Promise.allSettled([client.close(), database.close()]), setTimeout(GOODBYE_MS, undefined, { ref: false })]);
  }
}

/** Resolves to whether all of it could be told, once it is out: the process ends right after, and a pipe may be slow. */
async function show(document: RunDocument, options: ProbeOptions, stack: UsableStack): Promise<boolean> {
  const json = `${JSON.stringify(document, null, 2)}\n`;
  const { json: jsonFile, junit } = options;
  const troubles = [
    junit === null ? null : writeResultFile('--junit', junit, junitOf(document)),
    jsonFile === null || jsonFile === '-' ? null : writeResultFile('--json', jsonFile, json),
  ].filter((trouble) => trouble !== null);
  const text = jsonFile === '-' ? json : `\n${renderResult(document, { panel: stack.panelUrl })}`;
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  for (const trouble of troubles) process.stderr.write(`${trouble}\n`);
  return troubles.length === 0;
}

function temporalPage({ uiUrl, namespace }: UsableStack, workflowId: string, runId: string): string | null {
  return uiUrl ? `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}/history` : null;
}
