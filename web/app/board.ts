import type { OpenRun } from '#db/open-runs-reader.ts';
import type { Overview } from '#db/overview-reader.ts';
import { rowOf, type BoardRow } from './board-row.ts';
import type { Cause } from './causes.ts';
import { LIGHTS, staleAt, type Light } from './light-of.ts';
import type { Recovered } from './recovered.ts';
import { toldOf } from './told-of.ts';
import { verdictSentence, type VerdictSentence, type Watched } from './verdict-sentence.ts';

/** How everything is, as the server knows it; pages show parts of it. */
export interface Board {
  now: Date;
  verdict: VerdictSentence;
  causes: Cause[];
  recovered: Recovered[];
  openRuns: OpenRun[];
  /** Of the checks that are configured. */
  counts: Record<Light, number>;
  configured: number;
  total: number;
  /** In the catalogue's order, which never changes with how they are. */
  rows: BoardRow[];
  lastAutomaticAt: Date | null;
  /** When the next light stops being of today, so that the page can look again then. */
  nextStaleAt: Date | null;
  temporalTrouble: string | null;
}

/** Turns what the database remembers into what the page shows. Pure. */
export function boardOf(overview: Overview, temporalTrouble: string | null = null, watch: Watched | null = null): Board {
  const { now, rows } = overview;
  const told = toldOf(overview, temporalTrouble, watch);
  const board = rows.map((row) => rowOf(row, rows, now));
  const count = (light: Light): number => board.filter((row) => row.light === light && row.configured).length;
  return {
    now,
    verdict: verdictSentence(told),
    causes: told.causes,
    recovered: told.recovered,
    openRuns: overview.openRuns,
    counts: Object.fromEntries(LIGHTS.map((light) => [light, count(light)])) as Record<Light, number>,
    configured: board.filter(({ configured }) => configured).length,
    total: board.length,
    rows: board,
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

function extreme(dates: readonly (Date | null)[], pick: (...values: number[]) => number): Date | null {
  const times = dates.filter((date) => date !== null).map((date) => date.getTime());
  return times.length > 0 ? new Date(pick(...times)) : null;
}
