import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { connectDatabase } from '#db/connect.ts';
import { QueryTypes, type Sequelize } from 'sequelize';
import { createRunReader, type RunReader } from '#db/run-reader.ts';
import type { EnvSource } from '#env.ts';
import { openSandbox } from '#scripts/sandbox/open-sandbox.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { createDoctorClient } from '#worker/create-doctor-client.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { BenchResult } from './measure.ts';
import type { Servers } from './open-servers.ts';
import { slowly } from './slowly.ts';
import { startWorker } from './start-worker.ts';

/** How long each pretend provider takes to answer: as a real one does, so that most of a run is spent inside `examine`. */
const ANSWER_MS = 250;
/** A run that has not ended by then is lost: a killed worker's checks are found dead after fifteen seconds. */
const LOST_AFTER_MS = 120_000;

/** Kills the worker with SIGKILL at random moments of a run, starts another, and looks what became of the run. */
export async function crash(servers: Servers, source: EnvSource, kills: number): Promise<BenchResult> {
  const sandbox = await openSandbox({ folder: join(servers.folder, 'sandbox'), providers: PROVIDERS.map((one) => slowly(one, ANSWER_MS)) });
  const databaseUrl = await servers.createDatabase('crash');
  const database = connectDatabase(databaseUrl, { poolMax: 4 });
  const reader = createRunReader(database);
  const address = servers.temporalAddress;
  const client = createDoctorClient({ address, namespace: 'default', taskQueue: 'crash', reader, openWithinMs: 60_000 });
  const start = () => startWorker({ servers, source, databaseUrl, taskQueue: 'crash', sandbox });
  const begun = { worker: await start() };
  const ask = () => client.ask({ selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'the benchmark', record: true, nonce: null });

  // The run at the start is awaited, then one without a kill says how long a run takes and how much it asks.
  await ended(reader, (await ask()).runId);
  const before = sandbox.requests().length;
  const at = performance.now();
  await ended(reader, (await ask()).runId);
  const takesMs = performance.now() - at;
  const asks = sandbox.requests().length - before;

  const seen = { inside: 0, lost: 0, missing: 0, doubled: 0, notWell: 0, requests: 0, recoveredMs: 0 };
  for (let kill = 1; kill <= kills; kill++) {
    const requestsBefore = sandbox.requests().length;
    const asked = await ask();
    const moment = Math.random() * takesMs;
    await wait(moment);
    process.kill(begun.worker.identity.pid, 'SIGKILL');
    await begun.worker.exited;
    const running = await count(database, "select count(*) from run_checks where run_id = $1 and state = 'running'", asked.runId);
    if (running > 0) seen.inside += 1;
    const killedAt = performance.now();
    begun.worker = await start();
    const isEnded = await ended(reader, asked.runId);
    seen.recoveredMs = Math.max(seen.recoveredMs, performance.now() - killedAt);
    seen.lost += isEnded ? 0 : 1;
    seen.missing += await count(database, MISSING, asked.runId);
    seen.doubled += await count(database, DOUBLED, asked.runId);
    const document = await reader.runDocument(asked.runId);
    seen.notWell += document!.probes.filter(({ status }) => status !== 'ok').length;
    seen.requests += sandbox.requests().length - requestsBefore;
    process.stderr.write(
      `  kill ${kill} of ${kills}, ${Math.round(moment)} ms into the run: ${running} running, then ${document!.run.state}, ${document!.run.status}\n`,
    );
  }
  await begun.worker.stop();
  await Promise.all([client.close(), database.close(), sandbox.close()]);

  const zero = { floor: 0, unit: '', goal: 'none' };
  return {
    name: 'crash',
    measures: [
      { what: 'kills', value: kills, floor: null, unit: '', goal: null, met: null },
      {
        what: 'of these inside a running examine',
        value: seen.inside,
        floor: null,
        unit: '',
        goal: 'at least half',
        met: seen.inside * 2 >= kills,
      },
      { what: 'runs lost', value: seen.lost, ...zero, met: seen.lost === 0 },
      { what: 'probes missing', value: seen.missing, ...zero, met: seen.missing === 0 },
      { what: 'probes doubled', value: seen.doubled, ...zero, met: seen.doubled === 0 },
      { what: 'probes not ok', value: seen.notWell, ...zero, met: seen.notWell === 0 },
      { what: 'requests per run (floor: without a kill)', value: seen.requests / kills, floor: asks, unit: '', goal: null, met: null },
      { what: 'slowest way back', value: seen.recoveredMs / 1000, floor: takesMs / 1000, unit: 's', goal: null, met: null },
    ],
    notes: [
      `Each run asks everything cheap of all pretend providers, which take ${ANSWER_MS} ms to answer; the kill comes at a random moment of it.`,
      'A worker is started again at once. Inside: at least one check was under way when the worker died.',
    ],
  };
}

const MISSING = `select count(*) from run_checks c where c.run_id = $1 and not exists
  (select from integration_probes p where p.run_id = c.run_id and p.check_name = c.check_name)`;
const DOUBLED = 'select count(*) - count(distinct check_name) as count from integration_probes where run_id = $1';

async function count(database: Sequelize, sql: string, runId: string): Promise<number> {
  const [row] = await database.query<{ count: string }>(sql, { bind: [runId], type: QueryTypes.SELECT });
  return Number(row!.count);
}

/** True where the run came to its own end in time. */
async function ended(reader: RunReader, runId: string): Promise<boolean> {
  for (const end = Date.now() + LOST_AFTER_MS; Date.now() < end; await wait(50)) {
    const state = (await reader.runProgress(runId))?.state;
    if (state === 'finished') return true;
    if (state === 'lost' || state === 'cancelled') return false;
  }
  return false;
}
