import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import { toldOf } from '#web/app/told-of.ts';
import { verdictSentence, type VerdictSentence } from '#web/app/verdict-sentence.ts';
import { overviewOf } from './overview-rows.ts';

/** What there is to tell: the checks, and what is the matter besides. `down`: since when nobody watches. */
export interface State {
  rows: OverviewRow[];
  openRuns?: Overview['openRuns'];
  temporal?: string;
  down?: Date | null;
}

/** A state by its name, and what is said of it. */
export type Row = [state: string, given: OverviewRow[] | State, light: string, headline: string, lines?: string, title?: string];

export function sentenceOf(given: OverviewRow[] | State): VerdictSentence {
  const { rows, openRuns = [], temporal = null, down } = Array.isArray(given) ? { rows: given } : given;
  return verdictSentence(toldOf(overviewOf(rows, openRuns), temporal, down === undefined ? null : { lastAutomaticAt: down, down: true }));
}
