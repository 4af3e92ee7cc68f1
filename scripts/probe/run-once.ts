import { writeFileSync } from 'node:fs';
import { connectDatabase } from '#db/connect.ts';
import type { RunDocument } from '#db/run-document.ts';
import { createRunReader } from '#db/run-reader.ts';
import type { Env, EnvSource } from '#env.ts';
import { useStack, type UsableStack } from '#scripts/stack/use-stack.ts';
import { createDoctorClient } from '#worker/create-doctor-client.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import { junitOf } from './junit.ts';
import type { ProbeOptions } from './options.ts';
import { renderResult } from './render-result.ts';
import { stopSignals } from './stop-signals.ts';

interface Asking {
  env: Env;
  source: EnvSource;
  options: ProbeOptions;
  request: RunRequest;
}

/** Asks for one run, follows it, shows what was found. Resolves to the exit code.
 * @throws DoctorUnavailable or an Error with a sentence where the doctor itself is ill; nothing stays queued. */
export async function runOnce({ env, source, options, request }: Asking): Promise<number> {
  const jsonAlone = options.json === '-';
  const progress = jsonAlone ? process.stderr : process.stdout;
  const stops = stopSignals(options.timeoutMs);
  const stack = await useStack(env, source, (line) => progress.write(`${line}\n`));
  const database = connectDatabase(stack.databaseUrl, { poolMax: 3, statementTimeoutMs: 5_000 });
  const reader = createRunReader(database);
  const { temporalAddress: address, namespace, taskQueue } = stack;
  const client = createDoctorClient({ address, namespace, taskQueue, security: env.temporal.security, reader });
  try {
    const asked = await client.ask(request);
    if (asked.joined) progress.write('The same was asked for already, and nothing of it has begun: you have joined that run.\n');
    if (options.detach) {
      process.stdout.write(`${asked.runId}\n${stack.panelUrl ? `${stack.panelUrl}/ops/runs/${asked.runId}\n` : ''}`);
      return 0;
    }
    const following = { runId: asked.runId, databaseUrl: stack.databaseUrl, reader, output: progress };
    await followRun({ ...following, signal: stops.signal });
    const gaveUp = stops.signal.aborted;
    if (gaveUp && !asked.joined) {
      await client.cancel(asked.workflowId);
      await followRun({ ...following, signal: AbortSignal.timeout(5_000) });
    }
    const document = await reader.runDocument(asked.runId, (workflowId, runId) => temporalPage(stack, workflowId, runId));
    if (!document) throw new Error(`The run ${asked.runId} has no result: it was pruned while it ran.`);
    await show(document, options, stack);
    const names = new Set((await reader.runProgress(asked.runId))?.checks.filter((check) => check.asked).map(({ check }) => check));
    return exitCodeOf({
      statuses: document.probes.map(({ status }) => status),
      asked: document.probes.filter(({ check_name }) => names.has(check_name)).map(({ status }) => status),
      gaveUp: gaveUp || document.run.state === 'lost',
      interrupted: stops.interrupted(),
      strict: options.strict,
    });
  } finally {
    stops.release();
    await Promise.allSettled([client.close(), database.close()]);
    stack.release();
  }
}

function show(document: RunDocument, options: ProbeOptions, stack: UsableStack): Promise<void> {
  const json = `${JSON.stringify(document, null, 2)}\n`;
  if (options.junit) writeFileSync(options.junit, junitOf(document));
  if (options.json !== null && options.json !== '-') writeFileSync(options.json, json);
  const text = options.json === '-' ? json : `\n${renderResult(document, { panel: stack.panelUrl })}`;
  // Waits until it is out: the process ends right after, and a pipe may be slow.
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

function temporalPage({ uiUrl, namespace }: UsableStack, workflowId: string, runId: string): string | null {
  return uiUrl ? `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}/history` : null;
}
