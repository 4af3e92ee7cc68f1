import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '#activities/create-activities.ts';
import { createArtifactStore } from '#db/artifact-store.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { connectDatabase } from '#db/connect.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { percentile, timed, type BenchResult, type Measure } from './measure.ts';
import { noOpChecks } from './no-op-checks.ts';
import type { Servers } from './open-servers.ts';

/** Providers of five checks, one of which the other four require; a lone check is one without dependents. */
const SHAPES: Record<number, number[]> = { 1: [0], 10: Array<number>(2).fill(4), 100: Array<number>(20).fill(4) };
const REQUEST: RunRequest = { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'the benchmark', record: true, nonce: null };
const GOAL = 1.3;
const SAME = { maxConcurrentActivityTaskExecutions: 20, maxCachedWorkflows: 50 };

/** A run's wall time minus its slowest check, beside a bare SDK workflow of the same shape on the same server, turn by turn. */
export async function overhead(servers: Servers, rounds: number): Promise<BenchResult> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const address = servers.temporalAddress;
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection });
  const measures: Measure[] = [];
  for (const [size, groups] of Object.entries(SHAPES)) {
    const checks = noOpChecks(groups);
    const database = connectDatabase(await servers.createDatabase(`overhead_${size}`), { poolMax: 20, statementTimeoutMs: 8_000 });
    await createCatalogueWriter(database).writeCatalogue(checks.map(({ entry }) => entry));
    const reader = createRunReader(database);
    const doctor = await worker('../../workflows/index.ts', `doctor-${size}`, {
      ...createActivities({
        ledger: createRunWriter(database, { mode: 'sandbox' }),
        artifacts: createArtifactStore(servers.folder),
        checks,
        pageOf: () => null,
      }),
    });
    const bare = await worker('./bare-run.ts', `bare-${size}`, { noOp: () => Promise.resolve() });
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = -2; round < rounds; round++) {
      const floor = await timed(() => run('bareRun', `bare-${size}`, groups));
      let runId = '';
      const wall = await timed(async () => (runId = await run('doctorRun', `doctor-${size}`, REQUEST)));
      const slowest = Math.max(...(await reader.runDocument(runId))!.probes.map(({ duration_ms }) => duration_ms));
      // The first two warm both up.
      if (round < 0) continue;
      theirs.push(floor);
      ours.push(wall - slowest);
    }
    for (const share of [0.5, 0.95]) {
      const [value, floor] = [percentile(ours, share), percentile(theirs, share)];
      const goal = share === 0.5 ? { goal: `≤ ${GOAL} × the floor`, met: value <= GOAL * floor } : { goal: null, met: null };
      measures.push({ what: `${size} check${size === '1' ? '' : 's'}, p${share * 100}`, value, floor, unit: 'ms', ...goal });
    }
    await Promise.all([doctor.stop(), bare.stop()]);
    await database.close();
  }
  await native.close();
  await connection.close();
  const notes = [
    'Value: wall time of a run over checks that do nothing, minus its slowest check. Everything is recorded in Postgres.',
    'Floor: a bare SDK workflow of the same waves (a local activity, the activities, a local activity), without a database.',
    `${rounds} rounds each, turn by turn on the same Temporal server.`,
  ];
  return { name: 'overhead', measures, notes };

  async function run(type: string, taskQueue: string, argument: unknown): Promise<string> {
    const handle = await client.workflow.start(type, { taskQueue, workflowId: `bench/${randomUUID()}`, args: [argument] });
    await handle.result();
    return handle.firstExecutionRunId;
  }

  async function worker(workflows: string, taskQueue: string, activities: object): Promise<{ stop(): Promise<void> }> {
    const logger = new DefaultLogger('ERROR');
    const workflowBundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL(workflows, import.meta.url)), logger });
    const made = await Worker.create({ connection: native, taskQueue, workflowBundle, activities, ...SAME });
    const running = made.run();
    return {
      async stop() {
        made.shutdown();
        await running;
      },
    };
  }
}
