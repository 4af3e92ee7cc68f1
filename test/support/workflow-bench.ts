import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { inject } from 'vitest';
import type { doctorRun } from '#workflows/doctor-run.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { FakeDoctor } from './fake-activities.ts';

const REQUEST: RunRequest = { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'a test', record: true, nonce: null };

export interface WorkflowBench {
  client: Client;
  /** Starts a run of the doctor with a worker of its own; the worker lives until `work` has settled. */
  withRun<T>(doctor: FakeDoctor, work: (handle: WorkflowHandle<typeof doctorRun>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The product's workflow bundle, built once per test process. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  bundle ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
  return bundle;
}

/** A bench over the real Temporal server of the test run. */
export async function openWorkflowBench(): Promise<WorkflowBench> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const address = inject('temporalAddress');
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection });
  return {
    client,
    async withRun(doctor, work) {
      const taskQueue = `test-${randomUUID()}`;
      const worker = await Worker.create({
        connection: native,
        taskQueue,
        identity: 'greenlight-test',
        workflowBundle: await workflowBundle(),
        activities: doctor.activities,
      });
      const handle = await client.workflow.start<typeof doctorRun>('doctorRun', {
        taskQueue,
        workflowId: `doctor/${randomUUID()}`,
        args: [REQUEST],
        workflowExecutionTimeout: '2m',
      });
      return worker.runUntil(() => work(handle as WorkflowHandle<typeof doctorRun>));
    },
    async close() {
      await native.close();
      await connection.close();
    },
  };
}
