import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import type { Rung } from '#workflows/core/finding.ts';
import { LIGHTS, lightOf, staleAt, type Light } from './light-of.ts';
import { capabilityName, checkLabel, providerName, scopeName } from './names.ts';
import { verdictSentence, type VerdictSentence } from './verdict-sentence.ts';

/** One row of the table of checks. */
export interface BoardRow {
  name: string;
  scope: string;
  provider: string | null;
  /** The capability in words. */
  capability: string;
  /** The check's name within a sentence. */
  label: string;
  /** The fact that should hold, and why it matters. */
  title: string;
  light: Light;
  found: string;
  /** What came after the verdict and tells nothing about it. */
  note: string | null;
  failureClass: string | null;
  since: Date | null;
  hint: { title: string; steps: string[] } | null;
  rungs: Rung[];
  /** Past outcomes, oldest first: the first letters of their statuses. */
  ring: string;
  durationMs: number | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  lastRunId: string | null;
  running: { runId: string; waiting: boolean; attempt: number; of: number; again: boolean } | null;
  /** In US dollars, where running it costs something worth a word. */
  costUsd: number | null;
  configured: boolean;
  /** Checks that are not looked at because this one fails. */
  waiting: string[];
}

export interface BoardGroup {
  key: string;
  scope: string;
  provider: string | null;
  name: string;
  rows: BoardRow[];
}

export interface Board {
  now: Date;
  verdict: VerdictSentence;
  counts: Record<Light, number>;
  configured: number;
  total: number;
  groups: BoardGroup[];
  lastAutomaticAt: Date | null;
  /** When the next light stops being of today, so that the page can look again then. */
  nextStaleAt: Date | null;
  temporalTrouble: string | null;
}

/** Turns what the database remembers into what the page shows. Pure. */
export function boardOf({ now, rows }: Overview, temporalTrouble: string | null = null): Board {
  const board = rows.map((row) => rowOf(row, rows, now));
  const told = rows.map((row, index) => ({
    ...board[index]!,
    forMs: now.getTime() - (row.verdict_since ?? now).getTime(),
    overdueMs: Math.max(0, now.getTime() - (staleAt(row) ?? now).getTime()),
    awaited: row.running !== null,
  }));
  const groups = new Map<string, BoardGroup>();
  for (const row of board) {
    const key = row.provider === null ? row.scope : `${row.scope}.${row.provider}`;
    const name = row.provider === null ? scopeName(row.scope) : `${scopeName(row.scope)} · ${providerName(row.provider)}`;
    if (!groups.has(key)) groups.set(key, { key, scope: row.scope, provider: row.provider, name, rows: [] });
    groups.get(key)!.rows.push(row);
  }
  const count = (light: Light): number => board.filter((row) => row.light === light && row.configured).length;
  return {
    now,
    verdict: verdictSentence(told, temporalTrouble),
    counts: Object.fromEntries(LIGHTS.map((light) => [light, count(light)])) as Record<Light, number>,
    configured: board.filter(({ configured }) => configured).length,
    total: board.length,
    groups: [...groups.values()],
    lastAutomaticAt: extreme(
      rows.map((row) => row.last_auto_verdict_at),
      Math.max,
    ),
    nextStaleAt: extreme(
      rows.map(staleAt).filter((at) => at !== null && at > now),
      Math.min,
    ),
    temporalTrouble,
  };
}

/** One check, as its row and its page show it. */
export function rowOf(row: OverviewRow, all: readonly OverviewRow[], now: Date): BoardRow {
  const light = lightOf(row, now);
  const untold = row.last_outcome === 'skipped' || row.last_outcome === 'unknown';
  const ownLight = light === 'unknown' || light === 'skipped';
  return {
    name: row.name,
    scope: row.scope,
    provider: row.provider,
    capability: capabilityName(row.capability),
    label: checkLabel(row),
    title: row.title,
    light,
    found: row.configured
      ? ((ownLight ? row.last_outcome_summary : row.summary) ?? row.title)
      : `Not configured: set ${row.missing.join(', ')}.`,
    note: untold && !ownLight && row.configured ? row.last_outcome_summary : null,
    failureClass:
      light === 'ok' || light === 'never'
        ? null
        : row.configured
          ? ownLight
            ? row.last_outcome_class
            : row.failure_class
          : 'not_configured',
    since: ownLight ? row.last_outcome_at : row.verdict_since,
    hint: ownLight ? row.last_outcome_hint : row.hint,
    rungs: ownLight ? [] : (row.rungs ?? []),
    ring: (row.ring ?? []).map(({ status }) => status[0]).join(''),
    durationMs: row.verdict === null ? null : row.duration_ms,
    lastSuccessAt: row.last_success_at,
    lastFailureAt: row.last_failure_at,
    lastRunId: row.last_run_id,
    running: row.running && {
      runId: row.running.run_id,
      waiting: row.running.state === 'pending',
      attempt: row.running.attempt,
      of: row.running.max_attempts,
      again: row.running.again_at !== null,
    },
    costUsd: row.expensive && row.cost_usd > 0 ? row.cost_usd : null,
    configured: row.configured,
    waiting:
      light === 'fail'
        ? all
            .filter((other) => other.requires.includes(row.name) && other.last_outcome_class === 'prerequisite')
            .map((other) => capabilityName(other.capability))
        : [],
  };
}

function extreme(dates: readonly (Date | null)[], pick: (...values: number[]) => number): Date | null {
  const times = dates.filter((date) => date !== null).map((date) => date.getTime());
  return times.length > 0 ? new Date(pick(...times)) : null;
}
