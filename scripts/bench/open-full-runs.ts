import getPort from 'get-port';
import { Client, Connection } from '@temporalio/client';
import { connectDatabase } from '#db/connect.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createDoctorClient } from '#worker/create-doctor-client.ts';
import { providerKey } from '#workflows/core/check.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import { measureHeap, type Heap } from './measure-heap.ts';
import { timed } from './measure.ts';
import { slowestChain, type Chain } from './slowest-chain.ts';
import { startWorker, type Workplace } from './start-worker.ts';
import { timeBesideChain, type TimeBeside } from './time-beside-chain.ts';
import { withPlaces, type PlacedLink } from './with-places.ts';

/** One run of everything, what costs money included. */
export interface FullRun {
  /** From the ask until whoever asked hears of the end. */
  wallMs: number;
  /** From its opening to its closing, by the database's clock. */
  ownMs: number;
  /** What it did, with the time that each took. */
  links: PlacedLink[];
  chain: Chain;
  beside: TimeBeside;
  /** What the same checks need with no more than the provider's places at once, and nothing between them. */
  placesMs: number;
  checks: number;
  /** Those that were neither ok nor warn, with what they say. */
  notWell: string[];
}

export interface FullRuns {
  next(): Promise<FullRun>;
  /** The worker's. */
  heap(): Promise<Heap>;
  close(): Promise<void>;
}

const REQUEST: RunRequest = {
  selection: { ...EVERYTHING_CHEAP, expensive: true },
  trigger: 'manual',
  requestedBy: 'the benchmark',
  record: true,
  nonce: null,
  // The budget would let what costs money run once a day.
  overBudget: true,
};

/** A worker of its own over these pretend providers, with a database and a task queue of this name, for run after run. */
export async function openFullRuns(
  name: string,
  limit: number,
  { servers, source, sandbox }: Pick<Workplace, 'servers' | 'source' | 'sandbox'>,
): Promise<FullRuns> {
  const address = servers.temporalAddress;
  const databaseUrl = await servers.createDatabase(name);
  const inspector = await getPort({ host: '127.0.0.1' });
  const nodeArgs = [`--inspect=127.0.0.1:${inspector}`];
  const worker = await startWorker({ servers, source, sandbox, databaseUrl, taskQueue: name, nodeArgs });
  const database = connectDatabase(databaseUrl, { poolMax: 4 });
  const reader = createRunReader(database);
  const connection = await Connection.connect({ address });
  const temporal = new Client({ connection });
  const doctor = createDoctorClient({ address, namespace: 'default', taskQueue: name, reader, openWithinMs: 60_000 });
  const catalogue = new Map((await reader.checks()).map((entry) => [entry.name, entry]));

  return {
    async next() {
      let runId = '';
      const wallMs = await timed(async () => {
        const asked = await doctor.ask(REQUEST);
        runId = asked.runId;
        await temporal.workflow.getHandle(asked.workflowId, runId).result();
      });
      const { run, probes } = (await reader.runDocument(runId))!;
      const links = probes.map((probe) => {
        const { name: check, requires, scope, provider } = catalogue.get(probe.check_name)!;
        return { check, requires, provider: providerKey({ scope, provider }), ms: probe.duration_ms };
      });
      const chain = slowestChain(links);
      const byName = new Map(probes.map((probe) => [probe.check_name, probe]));
      return {
        wallMs,
        ownMs: run.duration_ms!,
        links,
        chain,
        beside: timeBesideChain(chain, { started_at: run.started_at, finished_at: run.finished_at! }, byName),
        placesMs: withPlaces(links, limit),
        checks: probes.length,
        notWell: probes
          .filter(({ status }) => status !== 'ok' && status !== 'warn')
          .map(({ check_name, status, summary }) => `${check_name} ${status}: ${summary}`),
      };
    },
    heap: () => measureHeap(inspector),
    async close() {
      await worker.stop();
      await Promise.all([doctor.close(), connection.close(), database.close()]);
    },
  };
}
