import {
  Client,
  Connection,
  ScheduleNotFoundError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowHandle,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { selectionKey } from '#workflows/core/selection.ts';
import { scopeKey, statusKey, triggerKey } from '#workflows/core/search-attributes.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import type { Asked, DoctorClient } from './doctor-client.ts';
import { DoctorUnavailable } from './doctor-client.ts';
import { baselineScheduleId } from './baseline-schedule.ts';
import { isSilent, reachTemporal } from './reach-temporal.ts';
import { startOptions } from './start-options.ts';
import { shortKey } from './short-key.ts';
import { temporalConnection, type Security } from './temporal-connection.ts';

/** What the client reads of the runs; met by `db/run-reader.ts`. */
export interface RunLookup {
  /** Null: nobody has opened the run yet. */
  hasStarted(runId: string): Promise<boolean | null>;
  runByNonce(nonce: string): Promise<{ runId: string; workflowId: string } | null>;
}

export interface DoctorClientOptions {
  address: string;
  namespace: string;
  taskQueue: string;
  /** In the clear by default. */
  security?: Security;
  reader: RunLookup;
  /** What workflow ids begin with; `doctor` by default. Two installations in one namespace need two. */
  idPrefix?: string;
  /** For whoever waits at a page: before it is asked or cancelled anything, Temporal must answer a word within this, in milliseconds. Nothing is
   * done where it does not. */
  knockWithinMs?: number;
  /** How long a worker may take to open a run, in milliseconds. */
  openWithinMs?: number;
}

const CALL_MS = 5_000;
/** How many equal runs may be under way at once before asking is refused. */
const SLOTS = 20;

/** A client of the doctor over a lazy connection; every call has a deadline. `missingSearchAttributes` names those of ours that the
 * namespace lacks: without all of them runs are started without any. */
export function createDoctorClient(options: DoctorClientOptions): DoctorClient & { missingSearchAttributes(): Promise<string[]> } {
  const { reader, namespace, taskQueue, idPrefix = 'doctor', openWithinMs = 8_000 } = options;
  const connection = Connection.lazy({
    ...temporalConnection(options.address, options.security ?? { apiKey: null, tls: null }),
    connectTimeout: '3s',
    // gRPC waits up to two minutes before it looks for a server again that was gone for a while.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1_000 },
  });
  const client = new Client({ connection, namespace });
  let searchable: boolean | null = null;

  return {
    async ask(request) {
      const twice = request.nonce === null ? null : await remembered(() => reader.runByNonce(request.nonce!));
      if (twice) return { ...twice, joined: true };
      await knock();
      for (let slot = 1; slot <= SLOTS; slot++) {
        const asked = await startOrJoin(request, `${idPrefix}/${shortKey(selectionKey(request))}${slot === 1 ? '' : `~${slot}`}`);
        if (asked) return asked;
      }
      throw new DoctorUnavailable(
        'busy',
        `${SLOTS} runs over the same checks are under way already. Wait for one of them, or cancel it on /ops/runs.`,
      );
    },
    async cancel(workflowId) {
      await knock();
      try {
        await reach(() => client.workflow.getHandle(workflowId).cancel());
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    async ping() {
      await reach(() => client.workflowService.getSystemInfo({}), 2_000);
    },
    async baselineSchedule() {
      const handle = client.schedule.getHandle(baselineScheduleId(taskQueue));
      try {
        const { state, info } = await reach(() => handle.describe(), 2_000);
        return {
          nextAt: state.paused ? null : (info.nextActionTimes[0] ?? null),
          paused: state.paused ? (state.note ?? '') : null,
          underWay: info.runningActions.length > 0,
        };
      } catch (error) {
        if (error instanceof ScheduleNotFoundError) return null;
        throw error;
      }
    },
    missingSearchAttributes,
    close: () => connection.close(),
  };

  /** Null: an equal run is under way and has begun to ask; who asks now wants a fresh answer. */
  async function startOrJoin(request: RunRequest, workflowId: string): Promise<Asked | null> {
    try {
      const handle = await start(request, workflowId);
      const runId = handle.firstExecutionRunId;
      await opened(handle, runId);
      return { runId, workflowId, joined: false };
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    const running = await reach(() => client.workflow.getHandle(workflowId).describe());
    const runId = running.raw.workflowExecutionInfo?.firstRunId || running.runId;
    const sameForm = request.nonce !== null && running.memo?.['nonce'] === request.nonce;
    const started = sameForm ? false : await remembered(() => reader.hasStarted(runId));
    if (started === true || running.status.name !== 'RUNNING') return null;
    await opened(client.workflow.getHandle(workflowId), runId);
    return { runId, workflowId, joined: true };
  }

  async function start(request: RunRequest, workflowId: string) {
    const options: WorkflowStartOptions = {
      ...startOptions(request, { taskQueue, searchable: await hasSearchAttributes() }),
      workflowId,
      workflowIdConflictPolicy: 'FAIL',
    };
    return reach(() => client.workflow.start('doctorRun', options));
  }

  /** Waits until a worker has opened the run; where none does, takes the run back, so that nothing stays queued. */
  async function opened(handle: WorkflowHandle, runId: string): Promise<void> {
    const end = Date.now() + openWithinMs;
    try {
      for (let wait = 10; Date.now() < end; wait = Math.min(wait * 1.5, 250)) {
        if ((await remembered(() => reader.hasStarted(runId))) !== null) return;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    } catch (error) {
      await takeBack(handle);
      throw error;
    }
    await takeBack(handle);
    throw new DoctorUnavailable(
      'worker',
      `No worker took the run within ${openWithinMs / 1000} seconds. Start one with \`npm start\` (or \`npm run start:worker\`) and ask again; nothing was left queued.`,
    );
  }

  async function takeBack(handle: WorkflowHandle): Promise<void> {
    await reach(() => handle.terminate('Nobody opened the run in time.')).catch(() => {});
  }

  /** Whether the namespace has our search attributes; an unknown one would refuse every start. Asked once. */
  async function hasSearchAttributes(): Promise<boolean> {
    searchable ??= (await missingSearchAttributes()).length === 0;
    return searchable;
  }

  /** They are a namespace's own: a cluster over SQL does not show their names. One that may not be asked so may show them itself. */
  async function missingSearchAttributes(): Promise<string[]> {
    const known =
      (await unlessRefused(async () => (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes)) ??
      (await unlessRefused(async () => (await client.workflowService.getSearchAttributes({})).keys));
    return [scopeKey, triggerKey, statusKey].map(({ name }) => name).filter((name) => known?.[name] === undefined);
  }

  /** Null: who may not be asked is done without; who is not there will not be there for the start either. */
  async function unlessRefused<T>(call: () => Promise<T>): Promise<T | null> {
    return reach(call).catch((error: DoctorUnavailable) => {
      if (isSilent(error.cause)) throw error;
      return null;
    });
  }

  async function knock(): Promise<void> {
    if (options.knockWithinMs !== undefined) await reach(() => client.workflowService.getSystemInfo({}), options.knockWithinMs);
  }

  function reach<T>(call: () => Promise<T>, withinMs = CALL_MS): Promise<T> {
    return reachTemporal({ connection, address: options.address, withinMs }, call);
  }

  async function remembered<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      throw new DoctorUnavailable('database', 'Postgres does not answer. Start it (`npm start` does), or look at DATABASE_URL.', {
        cause: error,
      });
    }
  }
}
