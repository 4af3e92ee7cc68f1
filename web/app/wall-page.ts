import type { BoardRow } from './board-row.ts';
import type { Board } from './board.ts';
import type { Light } from './light-of.ts';
import { providerName, scopeName } from './names.ts';
import { lightLetters, MOST_OPEN, tally } from './table-view.ts';

/** More lights of one provider are drawn as lines of dots: names would not fit on a wall. */
const MOST_NAMED = 14;
const MOST_TROUBLES = 6;
/** As in the headline, the worst comes first. */
const TROUBLES: readonly Light[] = ['fail', 'unknown', 'stale', 'warn'];

/** The lights of a provider, or of a scope where there are too many. */
export interface WallCell {
  key: string;
  name: string;
  light: Light;
  well: number;
  looked: number;
  configured: number;
  /** Each check by its name; null where they are drawn as dots. */
  named: { name: string; words: string; light: Light }[] | null;
  /** A letter for each light, where they are drawn as dots; and the names of the worst of them. */
  dots: { lights: string; troubles: { name: string; words: string; light: Light }[]; more: number } | null;
}

/** What a wall shows: the verdict, the first thing to do, and every light. */
export interface WallPage extends Pick<Board, 'verdict' | 'configured' | 'lastAutomaticAt'> {
  well: number;
  looked: number;
  fix: { label: string; light: Light; found: string; hint: { title: string; steps: string[] } | null } | null;
  cells: WallCell[];
}

/** Picks from the board what a wall shows. Pure. */
export function wallPage({ verdict, causes, counts, configured, lastAutomaticAt, rows }: Board): WallPage {
  const byScope = rows.length > MOST_OPEN;
  return {
    ...{ verdict, configured, lastAutomaticAt },
    well: counts.ok,
    looked: configured - counts.never,
    fix: causes[0] ? { label: causes[0].label, light: causes[0].light, found: causes[0].found, hint: causes[0].hint } : null,
    cells: [...Map.groupBy(rows, ({ scope, provider }) => (byScope || provider === null ? scope : `${scope}.${provider}`))].map(
      ([key, ofCell]) => cellOf(key, ofCell, byScope),
    ),
  };
}

function cellOf(key: string, rows: readonly BoardRow[], byScope: boolean): WallCell {
  const { scope, provider } = rows[0]!;
  const asDots = byScope || rows.length > MOST_NAMED;
  const troubles = TROUBLES.flatMap((light) => rows.filter((row) => row.configured && row.light === light));
  return {
    key,
    name: byScope || provider === null ? scopeName(scope) : providerName(provider),
    ...tally(rows),
    named: asDots ? null : rows.map((row) => named(row, row.capability)),
    dots: asDots
      ? {
          lights: lightLetters(rows),
          troubles: troubles.slice(0, MOST_TROUBLES).map((row) => named(row, row.label)),
          more: Math.max(0, troubles.length - MOST_TROUBLES),
        }
      : null,
  };
}

function named({ name, light }: BoardRow, words: string): { name: string; words: string; light: Light } {
  return { name, words, light };
}
