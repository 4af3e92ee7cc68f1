import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ScheduleClient } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '#activities/create-activities.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { withThresholds } from '#activities/checks/with-thresholds.ts';
import { createRedactor } from '#activities/redactor.ts';
import { findingForUnprobed } from '#activities/untold-findings.ts';
import { createClockWitness } from '#activities/transport/clock-witness.ts';
import { createEgress } from '#activities/transport/egress.ts';
import { lookupAt } from '#activities/transport/lookup-at.ts';
import { trustAuthority } from '#activities/transport/trust-authority.ts';
import { createArtifactStore } from '#db/artifact-store.ts';
import { assertMode } from '#db/assert-mode.ts';
import { createAutomaticRunsReader } from '#db/automatic-runs-reader.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { connectDatabase } from '#db/connect.ts';
import { createReconciler } from '#db/reconcile.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { baselineCadence } from '#workflows/core/baseline-cadence.ts';
import { ConfigurationError, readEnv, readTargets } from '#env.ts';
import { createDoctorClient } from './create-doctor-client.ts';
import { ensureSchedules } from './ensure-schedules.ts';
import { installRuntime } from './install-runtime.ts';
import { isKnownToTemporal } from './is-known-to-temporal.ts';
import { runAtStart } from './run-at-start.ts';
import { temporalConnection } from './temporal-connection.ts';
import { untilItAnswers } from './until-it-answers.ts';
import { warnOfSearchAttributes } from './warn-of-search-attributes.ts';

// The supervisor is gone: who is still coming up goes too; who runs ends what is under way first (below).
process.once('disconnect', exit);
const ended = await open().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
});
await ended();
process.exit(0);

/** Starts the worker; what it gives waits for the worker's end and puts away what it used.
 * @throws an Error with a sentence for people where it cannot begin. */
async function open(): Promise<() => Promise<void>> {
  const env = readEnv();
  const targets = readTargets();
  const { address, namespace, taskQueue, security } = env.temporal;
  const logger = installRuntime(
    createRedactor([...targets.flatMap(({ secrets }) => secrets), security.apiKey ?? '', security.tls?.key ?? '']),
  );
  if (env.databaseUrl === null || address === null) {
    throw new Error('The worker needs DATABASE_URL and TEMPORAL_ADDRESS; `npm start` brings up both and a worker with them.');
  }
  if (env.sandboxCa) trustAuthority(env.sandboxCa);
  const lookup = env.dnsServer ? lookupAt(env.dnsServer) : undefined;

  const { checks, faults } = withThresholds(createChecks(targets), env.thresholds);
  if (faults.length > 0) throw new ConfigurationError(faults);
  const database = connectDatabase(env.databaseUrl, { poolMax: 20, statementTimeoutMs: 8_000 });
  await untilItAnswers('Postgres', () => assertMode(database, env.mode), logger);
  await createCatalogueWriter(database).writeCatalogue(checks.map(({ entry }) => entry));
  const reader = createRunReader(database);
  const connection = await untilItAnswers('Temporal', () => NativeConnection.connect(temporalConnection(address, security)), logger);
  const ledger = createRunWriter(database, { mode: env.mode });
  const isKnown = isKnownToTemporal({ address, namespace, security });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    ...(env.temporal.identity ? { identity: env.temporal.identity } : {}),
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    activities: createActivities({
      ledger,
      artifacts: createArtifactStore(join(env.storage, env.mode)),
      checks,
      pageOf: (runId) => (env.baseUrl ? `${env.baseUrl}/ops/runs/${runId}` : null),
      egress: createEgress(env.referenceHosts, { lookup }),
      clock: createClockWitness(env.referenceHosts, { lookup }),
      lookup,
      budget: env.budget,
      providerLimit: env.providerLimit,
      isWanted: async (workflowId, runId) => (await isKnown(workflowId, runId)) === 'running',
    }),
    maxConcurrentActivityTaskExecutions: 20,
    maxCachedWorkflows: 50,
    shutdownGraceTime: '3s',
    shutdownForceTime: '10s',
  });
  const client = createDoctorClient({ address, namespace, taskQueue, security, reader });
  const reconciler = createReconciler({
    sequelize: database,
    writer: ledger,
    isKnown,
    lost: (check) => findingForUnprobed({ check, status: 'unknown', failureClass: 'runner', because: null }),
  });
  const reconciling = setInterval(
    () => void reconciler.reconcile().catch((error: unknown) => logger.warn('The reconciler could not look.', { error })),
    15_000,
  );

  process.off('disconnect', exit);
  process.once('disconnect', () => worker.shutdown());
  if (process.send && !process.connected) worker.shutdown();
  const running = worker.run();
  process.send?.({ ready: true });
  void warnOfSearchAttributes({ client, namespace, logger });
  void runAtStart({ client, reader: createAutomaticRunsReader(database), logger });
  if (process.argv.includes('--once')) logger.info('This worker is here for a while only, and makes no schedule.');
  else void untilItAnswers('Temporal’s schedule', keepSchedules, logger);
  return async () => {
    await running;
    clearInterval(reconciling);
    await Promise.allSettled([client.close(), connection.close(), database.close()]);
  };

  async function keepSchedules(): Promise<void> {
    const searchable = (await client.missingSearchAttributes()).length === 0;
    const everyMs = baselineCadence(checks.map(({ entry }) => entry));
    const schedules = new ScheduleClient({ connection, namespace });
    await connection.withDeadline(Date.now() + 5_000, () => ensureSchedules({ schedules, taskQueue, everyMs, searchable, logger }));
  }
}

function exit(): never {
  process.exit(0);
}
