import { join, resolve } from 'node:path';
import { assertMode, type Mode } from '#db/assert-mode.ts';
import { connectDatabase } from '#db/connect.ts';
import { createPanelReader, type PanelReader } from '#db/panel-reader.ts';
import type { Env } from '#env.ts';
import { createDoctorClient } from '#worker/create-doctor-client.ts';
import type { DoctorClient } from '#worker/doctor-client.ts';
import { createChangeFeed, type ChangeFeed } from './change-feed.server.ts';
import { createScheduleWatch, type Scheduled } from './schedule-watch.server.ts';
import { createSandboxControl, type SandboxControl } from './sandbox-control.server.ts';
import { shareNext } from './share-next.ts';
import { createTemporalWatch } from './temporal-watch.server.ts';

const LOOK_MS = 2_000;
/** With the 700 ms that the watch on Temporal may take before, a press is answered within two seconds. */
const KNOCK_MS = 1_200;
const DOCS = resolve(import.meta.dirname, '../../docs');

/** All that the pages read from and ask through. */
export interface Services {
  mode: Mode;
  reader: PanelReader;
  doctor: Pick<DoctorClient, 'ask' | 'cancel' | 'ping'>;
  changes: ChangeFeed;
  /** The folder that artifacts' paths are relative to. */
  storage: string;
  /** The folder of the project’s documentation. */
  docs: string;
  /** Resolves when the database answers and belongs to our mode.
   * @throws ModeMismatch, or the database's own error. */
  assertMemory(): Promise<void>;
  /** What is the matter with Temporal, in a sentence; null while it answers. Never takes longer than a moment. */
  temporalTrouble(): Promise<string | null>;
  /** The running sandbox, which can be broken and healed; null in live mode, and where nobody said where it is. */
  sandbox: SandboxControl | null;
  /** How the baseline's schedule stands. Never takes longer than a moment. */
  scheduled(): Promise<Scheduled>;
  /** A run's address in Temporal's UI, where one is known. */
  workflowUrl(workflowId: string, runId: string): string | null;
}

/** Opens what the panel needs; nothing is connected before it is first used.
 * @throws an Error with a sentence where the database's or Temporal's address is missing. */
export function openServices(env: Env): Services & { close(): Promise<void> } {
  const { databaseUrl, temporal } = env;
  const { address, namespace, taskQueue, uiUrl, security } = temporal;
  if (databaseUrl === null || address === null) {
    throw new Error('The panel needs DATABASE_URL and TEMPORAL_ADDRESS; `npm start` brings up both and a panel with them.');
  }
  const database = connectDatabase(databaseUrl, { poolMax: 8, statementTimeoutMs: 5_000 });
  const read = createPanelReader(database);
  const reader = { ...read, overview: shareNext(() => read.overview()) };
  const doctor = createDoctorClient({ address, namespace, taskQueue, security, reader, knockWithinMs: KNOCK_MS });
  const changes = createChangeFeed(databaseUrl);
  const watch = createTemporalWatch(() => doctor.ping(), changes.tell);
  const schedule = createScheduleWatch(doctor, changes.tell);
  // Nobody's page learns by itself that Temporal is gone or back, or its schedule paused: while one is open, we look.
  const looking = setInterval(() => changes.isFollowed() && [watch, schedule].forEach(({ look }) => look()), LOOK_MS).unref();
  let asserted = false;
  return {
    mode: env.mode,
    reader,
    doctor,
    changes,
    storage: join(env.storage, env.mode),
    docs: DOCS,
    assertMemory: shareNext(async () => {
      // Once is enough: a database does not change its mode.
      if (asserted) return void (await database.authenticate());
      await assertMode(database, env.mode);
      asserted = true;
    }),
    temporalTrouble: () => watch.trouble(),
    sandbox: env.sandboxControl === null ? null : createSandboxControl(env.sandboxControl),
    scheduled: () => schedule.known(),
    workflowUrl: (workflowId, runId) =>
      uiUrl ? `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}/history` : null,
    async close() {
      clearInterval(looking);
      await Promise.allSettled([changes.close(), doctor.close(), database.close()]);
    },
  };
}
