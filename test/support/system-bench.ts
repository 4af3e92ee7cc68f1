import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { inject, vi } from 'vitest';
import { createActivities } from '#activities/create-activities.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { lookupAt } from '#activities/transport/lookup-at.ts';
import { trustAuthority } from '#activities/transport/trust-authority.ts';
import { createArtifactStore } from '#db/artifact-store.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import type { RunDocument } from '#db/run-document.ts';
import { createRunReader, type RunReader } from '#db/run-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { readTargets } from '#env.ts';
import { openSandbox, type OpenSandbox } from '#scripts/sandbox/open-sandbox.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import type { SandboxSecrets } from '#scripts/sandbox/provider.ts';
import { createDoctorClient } from '#worker/create-doctor-client.ts';
import type { Asked, DoctorClient } from '#worker/doctor-client.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { RunRequest, Selection } from '#workflows/core/run.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { workflowBundle } from './workflow-bench.ts';

export interface SystemBench {
  database: TestDatabase;
  reader: RunReader;
  sandbox: OpenSandbox;
  client: DoctorClient;
  temporal: Client;
  /** Where artifacts go. */
  storage: string;
  taskQueue: string;
  ask(selection?: Partial<Selection>, more?: Partial<RunRequest>): Promise<Asked>;
  /** Waits until the run has ended. */
  finished(runId: string): Promise<RunDocument>;
  startWorker(): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
}

/** The whole doctor in one process: a real database, a real Temporal, the real checks against the pretend providers. */
export async function openSystemBench(
  options: { secrets?: Partial<SandboxSecrets>; log?: (line: string) => void } = {},
): Promise<SystemBench> {
  Runtime.install({ logger: new DefaultLogger('INFO', ({ message, meta }) => options.log?.(`${message} ${JSON.stringify(meta)}`)) });
  const storage = mkdtempSync(join(tmpdir(), 'greenlight-system-'));
  const database = await createTestDatabase();
  const sandbox = await openSandbox({
    folder: join(storage, 'sandbox'),
    providers: PROVIDERS,
    ...(options.secrets ? { secrets: options.secrets } : {}),
  });
  trustAuthority(sandbox.ca);
  const checks = createChecks(readTargets(sandbox.variables));
  await createCatalogueWriter(database.sequelize).writeCatalogue(checks.map(({ entry }) => entry));
  const reader = createRunReader(database.sequelize);
  const address = inject('temporalAddress');
  const taskQueue = `system-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  const temporal = new Client({ connection });
  // Each bench has its own queue, but workflow ids are the whole server's: the selections of two benches must not meet.
  const client = createDoctorClient({ address, namespace: 'default', taskQueue, reader, openWithinMs: 6_000, idPrefix: taskQueue });
  const workers: { stop(): Promise<void> }[] = [];
  return {
    database,
    reader,
    sandbox,
    client,
    temporal,
    storage,
    taskQueue,
    ask: (selection = {}, more = {}) =>
      client.ask({
        selection: { ...EVERYTHING_CHEAP, ...selection },
        trigger: 'manual',
        requestedBy: 'a test',
        record: true,
        nonce: null,
        ...more,
      }),
    async finished(runId) {
      await vi.waitUntil(async () => ['finished', 'cancelled', 'lost'].includes((await reader.runProgress(runId))?.state ?? ''), {
        timeout: 25_000,
        interval: 30,
      });
      return (await reader.runDocument(runId))!;
    },
    async startWorker() {
      const native = await NativeConnection.connect({ address });
      const activities = createActivities({
        ledger: createRunWriter(database.sequelize, { mode: 'sandbox' }),
        artifacts: createArtifactStore(storage),
        checks,
        pageOf: () => null,
        lookup: lookupAt(sandbox.variables['GREENLIGHT_DNS_SERVER']!),
      });
      const worker = await Worker.create({
        connection: native,
        taskQueue,
        identity: 'greenlight-test',
        workflowBundle: await workflowBundle(),
        activities,
        shutdownGraceTime: '2s',
      });
      const running = worker.run();
      const handle = {
        async stop() {
          if (worker.getState() === 'RUNNING') worker.shutdown();
          await running;
          await native.close();
        },
      };
      workers.push(handle);
      return handle;
    },
    async close() {
      for (const worker of workers) await worker.stop().catch(() => {});
      await Promise.all([client.close(), connection.close(), sandbox.close()]);
      await database.close();
      rmSync(storage, { recursive: true, force: true });
    },
  };
}
