import type { RingEntry } from '#db/models/check-state.ts';
import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import { lightOf } from './light-of.ts';
import { together } from './together.ts';

const DAY = 86_400_000;
/** Checks of one provider that failed within this of each other, for the same reason, failed together. */
const TOGETHER_MS = 10 * 60_000;

/** A failure that is over. */
export interface Recovered {
  /** The check to look at; the first, where several failed together. */
  name: string;
  label: string;
  failureClass: string | null;
  beganAt: Date;
  recoveredAt: Date;
  /** How often it failed and came back within the last day. */
  times: number;
}

type Past = Omit<Recovered, 'label'> & { rows: OverviewRow[] };

/** What failed within the last day and is well now, the latest recovery first. */
export function recoveredOf({ now, rows }: Pick<Overview, 'now' | 'rows'>): Recovered[] {
  const all: Past[] = [];
  for (const row of rows) {
    const past = pastOf(row, now);
    const met = past && all.find((other) => failedTogether(other, past));
    if (met) {
      met.rows.push(row);
      met.recoveredAt = later(met.recoveredAt, past.recoveredAt);
    } else if (past) all.push(past);
  }
  return all
    .map(({ rows: its, ...past }) => ({ ...past, label: together(its) }))
    .toSorted((a, b) => b.recoveredAt.getTime() - a.recoveredAt.getTime());
}

function pastOf(row: OverviewRow, now: Date): Past | null {
  const light = lightOf(row, now);
  if (light !== 'ok' && light !== 'warn') return null;
  const stretches = stretchesOf(row.ring ?? []).filter(({ end }) => now.getTime() - Date.parse(end.at) < DAY);
  const last = stretches.at(-1);
  const facts = { rows: [row], name: row.name };
  if (last)
    return {
      ...facts,
      failureClass: last.start.class,
      beganAt: new Date(last.start.at),
      recoveredAt: new Date(last.end.at),
      times: stretches.length,
    };
  // Thirty outcomes are not always a day: the time of the last failure is kept longer than its place in the ring.
  const failedAt = row.last_failure_at;
  if (failedAt === null || now.getTime() - failedAt.getTime() >= DAY || (row.ring ?? []).some(({ status }) => status === 'fail'))
    return null;
  return { ...facts, failureClass: null, beganAt: failedAt, recoveredAt: later(failedAt, row.verdict_since ?? failedAt), times: 1 };
}

/** Each failure and the success that ended it. What could not be judged in between ends nothing. */
function stretchesOf(ring: readonly RingEntry[]): { start: RingEntry; end: RingEntry }[] {
  const stretches: { start: RingEntry; end: RingEntry }[] = [];
  let start: RingEntry | null = null;
  for (const entry of ring) {
    if (entry.status === 'fail') start ??= entry;
    else if (start && (entry.status === 'ok' || entry.status === 'warn')) {
      stretches.push({ start, end: entry });
      start = null;
    }
  }
  return stretches;
}

function failedTogether(a: Past, b: Past): boolean {
  return (
    a.rows[0]!.scope === b.rows[0]!.scope &&
    a.rows[0]!.provider === b.rows[0]!.provider &&
    a.failureClass === b.failureClass &&
    Math.abs(a.beganAt.getTime() - b.beganAt.getTime()) < TOGETHER_MS &&
    Math.abs(a.recoveredAt.getTime() - b.recoveredAt.getTime()) < TOGETHER_MS
  );
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
