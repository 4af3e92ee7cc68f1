import { userInfo } from 'node:os';
import { ModeMismatch } from '#db/assert-mode.ts';
import { ConfigurationError, processEnvironment, readEnv, readTargets, variablesSet } from '#env.ts';
import { DoctorUnavailable } from '#worker/doctor-client.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import { budgetNow } from './probe/budget-now.ts';
import { catalogueFor } from './probe/catalogue-for.ts';
import { HelpShown, readOptions, UsageError } from './probe/options.ts';
import { renderDryRun, renderList } from './probe/render-list.ts';
import { runOnce } from './probe/run-once.ts';
import { proveResultFiles, writeResultFile } from './probe/result-files.ts';
import { selectChecks } from './probe/select-checks.ts';
import { plannedBy } from './probe/planned-by.ts';
import { Stopped } from './probe/stop-signals.ts';
import { StackTrouble } from './stack/stack-trouble.ts';

// Whoever reads our output may have had enough of it (`| head -1`): the run is ended as by Ctrl-C, not by dying of it.
let isHeard = true;
for (const stream of [process.stdout, process.stderr])
  stream.on('error', () => {
    if (isHeard) process.emit('SIGINT');
    isHeard = false;
  });

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}
process.exit();

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const source = processEnvironment();
  const env = readEnv(source);
  const catalogue = catalogueFor(env, readTargets(source));
  proveResultFiles(options);
  // Names are proved before anything is started: a slip of the finger costs no stack.
  const selection = selectChecks(options, catalogue);
  if (options.list || options.dryRun) {
    const shown = options.list ? catalogue.filter((entry) => matches(entry, selection)) : plannedBy(selection, catalogue);
    const refused = options.list || options.overBudget ? [] : await budgetNow(shown, env);
    const variablesOf = (entry: CatalogueEntry) => (env.mode === 'sandbox' ? null : variablesSet(entry, source));
    const text = options.list ? renderList(shown, env.budget) : renderDryRun(shown, { variablesOf, limits: env.budget, refused });
    const over = refused?.map(({ check, reason, freeAt }) => ({ check, reason, free_at: freeAt })) ?? null;
    const json = `${JSON.stringify({ checks: shown, ...(options.dryRun ? { over_budget: over } : {}) }, null, 2)}\n`;
    const trouble = options.json === null || options.json === '-' ? null : writeResultFile('--json', options.json, json);
    process.stdout.write(options.json === '-' ? json : text);
    if (trouble) process.stderr.write(`${trouble}\n`);
    return trouble ? 3 : 0;
  }
  return runOnce({
    env,
    source,
    options,
    request: {
      selection,
      trigger: 'manual',
      requestedBy: whoAmI(),
      record: options.record,
      nonce: null,
      ...(options.overBudget ? { overBudget: true } : {}),
    },
  });
}

function matches(
  entry: { scope: string; provider: string | null; name: string; baseline: boolean },
  s: ReturnType<typeof selectChecks>,
): boolean {
  return (
    (s.scopes.length === 0 || s.scopes.includes(entry.scope)) &&
    (s.provider === null || s.provider === entry.provider) &&
    (s.checks.length === 0 || s.checks.includes(entry.name)) &&
    (!s.baseline || entry.baseline)
  );
}

function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return 'the command line';
  }
}

function exitCodeFor(error: unknown): number {
  if (error instanceof HelpShown) return 0;
  const code = expectedCode(error);
  process.stderr.write(
    `${(error as Error).message}${code === null ? '\nThat was not expected; `npm start` says more, and its logs.' : ''}\n`,
  );
  return code ?? 3;
}

/** Null: nobody foresaw it. */
function expectedCode(error: unknown): number | null {
  if (error instanceof UsageError || error instanceof ConfigurationError || error instanceof ModeMismatch) return 2;
  if (error instanceof StackTrouble || error instanceof Stopped) return error.exitCode;
  return error instanceof DoctorUnavailable ? 3 : null;
}
