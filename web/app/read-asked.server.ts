import type { DoctorTrouble } from '#worker/doctor-client.ts';
import type { RunReader } from '#db/run-reader.ts';
import type { Status } from '#workflows/core/status.ts';
import { runName } from './run-name.ts';

/** What became of an ask, as the address of the page says it. */
export type Asked =
  { runId: string; joined: boolean; what: string; done: number; planned: number; over: Status | 'cancelled' | null } | { trouble: string };

type Trouble = DoctorTrouble | 'not_cancelled';

const TROUBLES: Record<Trouble, string> = {
  temporal: 'Temporal does not answer, so nothing was asked. “npm start” brings it up; else look at TEMPORAL_ADDRESS.',
  worker:
    'No worker took the run, so it was taken back; nothing is queued. “npm start” brings one up, “npm run start:worker” starts another.',
  database: 'Postgres did not answer, so nothing was asked. Try again in a moment.',
  busy: '20 runs over the same checks are under way already, so nothing was asked. Wait for one of them, or cancel one.',
  not_cancelled: 'Temporal does not answer, so nothing was cancelled. “npm start” brings it up; else look at TEMPORAL_ADDRESS.',
};

/** The words for the address: they are chosen here, so that no link can put its own on the page. */
export function askedSearch(asked: { runId: string; joined: boolean } | { trouble: Trouble }): Record<string, string> {
  return 'trouble' in asked ? { trouble: asked.trouble } : { [asked.joined ? 'joined' : 'asked']: asked.runId };
}

/** Reads what became of the ask that led to this address; null where none did. */
export async function readAsked(url: URL, reader: Pick<RunReader, 'runProgress'>): Promise<Asked | null> {
  const trouble = url.searchParams.get('trouble');
  if (trouble && Object.hasOwn(TROUBLES, trouble)) return { trouble: TROUBLES[trouble as Trouble] };
  const runId = url.searchParams.get('asked') ?? url.searchParams.get('joined');
  if (!runId || !isRunId(runId)) return null;
  const run = await reader.runProgress(runId);
  if (!run) return null;
  const done = run.checks.filter(({ state }) => state === 'finished').length;
  const over = run.finishedAt === null ? null : run.state === 'cancelled' ? 'cancelled' : (run.status ?? 'unknown');
  return { runId, joined: url.searchParams.has('joined'), what: runName(run.selection), done, planned: run.checks.length, over };
}

/** Ids are UUIDs; anything else would only be refused by the database. */
export function isRunId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
