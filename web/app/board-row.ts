import type { OverviewRow } from '#db/overview-reader.ts';
import type { Rung } from '#workflows/core/finding.ts';
import type { Status } from '#workflows/core/status.ts';
import { lightOf, type Light } from './light-of.ts';
import { capabilityName, checkLabel } from './names.ts';
import { sparkLetters } from './spark-path.ts';

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
  /** How long it takes as a rule: the median of its past probes that were well; null where there are none. */
  usualMs: number | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  lastRunId: string | null;
  /** How long its past probes took, as letters: see sparkLetters. */
  spark: string;
  /** Addresses of the pictures that its last judged probe made. */
  pictures: string[];
  running: {
    runId: string;
    waiting: boolean;
    attempt: number;
    of: number;
    since: Date | null;
    /** When the next attempt begins, while one is waited for. */
    againAt: Date | null;
    /** What the attempt before met. */
    trouble: string | null;
  } | null;
  /** What running it costs in US dollars, however little. */
  priceUsd: number;
  /** The same where it is worth a word. */
  costUsd: number | null;
  configured: boolean;
  /** The variables that it lacks. */
  missing: string[];
  doc: string;
  requires: string[];
  /** Belongs to those that keep the light green by themselves. */
  baseline: boolean;
  /** Checks that are not looked at because this one fails. */
  waiting: string[];
}

const JUDGED: ReadonlySet<Status> = new Set(['ok', 'warn', 'fail']);

/** Turns what is remembered of a check into its row. Pure. */
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
    durationMs: row.verdict === null || row.duration_ms === null ? null : Math.round(row.duration_ms),
    usualMs: medianOf((row.ring ?? []).filter(({ status }) => status === 'ok').map(({ ms }) => ms)),
    lastSuccessAt: row.last_success_at,
    lastFailureAt: row.last_failure_at,
    lastRunId: row.last_run_id,
    spark: sparkLetters((row.ring ?? []).map(({ status, ms }) => (JUDGED.has(status) ? ms : null))),
    pictures: row.pictures ?? [],
    running: row.running && {
      runId: row.running.run_id,
      waiting: row.running.state === 'pending',
      attempt: row.running.attempt,
      of: row.running.max_attempts,
      since: row.running.since === null ? null : new Date(row.running.since),
      againAt: row.running.again_at === null ? null : new Date(row.running.again_at),
      trouble: row.running.trouble,
    },
    priceUsd: row.cost_usd,
    costUsd: row.expensive && row.cost_usd > 0 ? row.cost_usd : null,
    configured: row.configured,
    missing: row.missing,
    doc: row.doc,
    requires: row.requires,
    baseline: row.baseline,
    waiting: light === 'fail' ? waitingFor(row.name, all).map(({ capability }) => capabilityName(capability)) : [],
  };
}

/** Those that are left out because of a check, over as many steps as there are, in the catalogue's order. */
function waitingFor(name: string, all: readonly OverviewRow[]): OverviewRow[] {
  const held = new Set([name]);
  const waiting = all.filter(({ last_outcome_class }) => last_outcome_class === 'prerequisite');
  for (let before = 0; before < held.size;) {
    before = held.size;
    for (const row of waiting) if (row.requires.some((required) => held.has(required))) held.add(row.name);
  }
  return waiting.filter((row) => row.name !== name && held.has(row.name));
}

function medianOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
