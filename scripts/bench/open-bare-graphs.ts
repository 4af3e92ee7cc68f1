import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { BareGraphActivities } from './bare-graph.ts';
import { timed } from './measure.ts';
import type { Servers } from './open-servers.ts';
import type { Link } from './slowest-chain.ts';

export interface BareGraphs {
  /** How long the bare SDK takes, in milliseconds, for as many activities that last as long and wait for each other alike. */
  next(links: readonly Link[]): Promise<number>;
  close(): Promise<void>;
}

/** A worker of the bare SDK, with the doctor's limits. */
export async function openBareGraphs({ temporalAddress: address }: Servers): Promise<BareGraphs> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection });
  const activities: BareGraphActivities = { last: (ms) => wait(ms), noOp: () => Promise.resolve() };
  const taskQueue = 'bare-graphs';
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('./bare-graph.ts', import.meta.url)),
    activities,
    maxConcurrentActivityTaskExecutions: 20,
    maxCachedWorkflows: 50,
  });
  const running = worker.run();
  return {
    next: (links) => timed(() => client.workflow.execute('bareGraph', { taskQueue, workflowId: `bench/${randomUUID()}`, args: [links] })),
    async close() {
      worker.shutdown();
      await running;
      await native.close();
      await connection.close();
    },
  };
}
