import type { AxiomWithoutBatching } from '@axiomhq/js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbeEvent } from './probe-event.ts';

/** Waits between two queries: short at first, so that a short lag is measured well. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 4_000;
const HOUR_MS = 3_600_000;

/** What the looking for one event brought. */
export interface Search {
  /** The rows with this event's id. More than one: it was sent twice. */
  rows: Record<string, unknown>[];
  /** From when Axiom took it until an answer showed it; null where none did. */
  lagMs: number | null;
  /** So long after it was taken it was asked for, and not there yet. */
  unseenMs: number;
  queries: number;
  /** Of the last answer: that it was made from a part of the data only; how long the query itself took, in microseconds. */
  isPartial: boolean;
  elapsedUs: number | null;
}

/** Asks for the event until it is there, or `forMs` are over. A query that Axiom does not understand is asked again too: a field that
 * nobody has sent before is unknown until its first event is visible. */
export async function findEvent(
  client: AxiomWithoutBatching,
  dataset: string,
  event: ProbeEvent,
  until: { forMs: number; signal: AbortSignal },
): Promise<Search> {
  const taken = performance.now();
  const since = (): number => Math.round(performance.now() - taken);
  const search: Search = { rows: [], lagMs: null, unseenMs: 0, queries: 0, isPartial: false, elapsedUs: null };
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const asked = since();
    search.queries += 1;
    Object.assign(search, await ask(client, dataset, event));
    if (search.rows.length > 0) return { ...search, lagMs: since() };
    search.unseenMs = asked;
    if (since() + wait > until.forMs) return search;
    await sleep(wait, undefined, { signal: until.signal });
  }
}

async function ask(
  client: AxiomWithoutBatching,
  dataset: string,
  event: ProbeEvent,
): Promise<Pick<Search, 'rows' | 'isPartial' | 'elapsedUs'>> {
  const apl = `['${dataset.replaceAll("'", "\\'")}'] | where probe_id == "${event.probe_id}" | limit 5`;
  // Around the event's own time: a clock that is off, here or there, hides nothing.
  const at = (ms: number): string => new Date(Date.parse(event._time) + ms).toISOString();
  try {
    const { tables, status } = await client.query(apl, { startTime: at(-HOUR_MS), endTime: at(HOUR_MS), noCache: true });
    const [table] = tables;
    const rows = table?.columns?.[0]?.length ? [...table.events()] : [];
    return { rows, isPartial: status?.isPartial === true, elapsedUs: status?.elapsedTime ?? null };
  } catch (error) {
    if ((error as { status?: unknown }).status !== 400) throw error;
    return { rows: [], isPartial: false, elapsedUs: null };
  }
}
