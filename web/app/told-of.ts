import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import { causesOf } from './causes.ts';
import { lightOf, staleAt } from './light-of.ts';
import { checkLabel } from './names.ts';
import { recoveredOf } from './recovered.ts';
import type { Told, VerdictFacts, Watched } from './verdict-sentence.ts';

/** Gathers what the sentence needs to know from what the database remembers. */
export function toldOf(overview: Overview, temporalTrouble: string | null, watch: Watched | null = null): VerdictFacts {
  const { now, rows, openRuns } = overview;
  return {
    now,
    checks: rows.map((row) => checkOf(row, now)),
    causes: causesOf(overview),
    recovered: recoveredOf(overview),
    openRuns,
    watch: watch ?? { lastAutomaticAt: latest(rows.map((row) => row.last_auto_verdict_at)), down: false },
    temporalTrouble,
  };
}

function checkOf(row: OverviewRow, now: Date): Told {
  return {
    label: checkLabel(row),
    light: lightOf(row, now),
    configured: row.configured,
    expensive: row.expensive,
    verdict: row.verdict,
    judgedAt: latest([row.last_success_at, row.last_failure_at]),
    judgedByItselfAt: row.last_auto_verdict_at,
    overdueMs: Math.max(0, now.getTime() - (staleAt(row) ?? now).getTime()),
    isAwaited: row.running !== null,
    failureClass: row.last_outcome === 'unknown' ? row.last_outcome_class : row.failure_class,
    lastFailureAt: row.last_failure_at,
    verdictSince: row.verdict_since,
  };
}

function latest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.filter((date) => date !== null).map((date) => date.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
