import type { GroupFacts } from '#db/group-facts-reader.ts';
import type { BoardRow } from './board-row.ts';
import type { Board } from './board.ts';
import type { Cause } from './causes.ts';
import { filtered, TROUBLE, type Filters } from './filters.ts';
import { guideOf } from './guide-of.ts';
import { LIGHTS, type Light } from './light-of.ts';
import { groupName, providerName, scopeName } from './names.ts';
import type { Recovered } from './recovered.ts';
import { lightLetters, MOST_OPEN, tableView, type ShownScope } from './table-view.ts';
import { tally, type Tally } from './tally.ts';
import { wellWords } from './well-words.ts';
import { wallPage, type WallPage } from './wall-page.ts';

const MOST_RECOVERED = 6;

/** A filter for a scope, or for one provider of it. */
interface Chip {
  provider: string | null;
  name: string;
  /** A letter for each of its checks. */
  lights: string;
  /** The same in words. */
  words: string;
}

/** What a button of the Run now menu would run. */
export interface Offer {
  count: number;
  costUsd: number;
}

/** All that the page of checks shows. */
export interface ChecksPage
  extends Tally, Pick<Board, 'verdict' | 'openRuns' | 'counts' | 'total' | 'lastAutomaticAt' | 'temporalTrouble' | 'now'> {
  filters: Filters;
  scopes: number;
  /** Null where the table's own lines are the filters, because there are too many. */
  chips: { scope: string; name: string; chips: Chip[] }[] | null;
  /** How many rows each filter by light would let through, beside the other filters. */
  passing: Record<Light | 'notwell', number>;
  problems: Cause[];
  /** The newest that recovered in the last day, and how many more did. */
  recovered: { shown: Recovered[]; more: number };
  /** What each provider lacks and which guide sets it up, where none is configured; else null. */
  setup: { key: string; name: string; checks: number; missing: string[]; guide: string | null }[] | null;
  table: ShownScope[];
  /** What a wall shows instead of problems and table. */
  wall: WallPage | null;
  menu: Record<'all' | 'baseline' | 'failing' | 'expensive', Offer>;
}

/** Picks from the board what the page shows under these filters. Pure. */
export function checksPage(board: Board, filters: Filters, facts: readonly GroupFacts[] = []): ChecksPage {
  const { verdict, openRuns, counts, configured, total, lastAutomaticAt, temporalTrouble, now, rows } = board;
  const byScope = [...Map.groupBy(rows, ({ scope }) => scope)];
  const ready = rows.filter((row) => row.configured);
  const free = ready.filter(({ costUsd }) => costUsd === null);
  const isWall = filters.view === 'wall';
  const inScope = new Set(filtered(rows, { ...filters, status: null, q: null }).map(({ name }) => name));
  return {
    ...{ verdict, openRuns, counts, total, lastAutomaticAt, temporalTrouble, now, filters },
    ...tally(rows),
    scopes: byScope.length,
    chips:
      total > MOST_OPEN ? null : byScope.map(([scope, ofScope]) => ({ scope, name: scopeName(scope), chips: chipsOf(scope, ofScope) })),
    passing: passing(rows, filters),
    problems: board.causes.filter(({ checks, waiting }) => [...checks, ...waiting].some(({ name }) => inScope.has(name))),
    recovered: newest(board.recovered.filter(({ name }) => inScope.has(name))),
    setup: configured > 0 ? null : setupOf(rows),
    table: isWall ? [] : tableView(board, filters, facts),
    wall: isWall ? wallPage(board) : null,
    menu: {
      all: offer(free, ready),
      baseline: offer(
        ready.filter(({ baseline }) => baseline),
        ready,
      ),
      failing: offer(free.filter(isTried), ready),
      expensive: offer(ready, ready),
    },
  };
}

/** What “failing” asks the doctor for: what was judged not well, or not at all, and what waits for that. */
function isTried({ light, failureClass }: BoardRow): boolean {
  if (light === 'stale') return failureClass !== null;
  return TROUBLE.includes(light) || (light === 'skipped' && failureClass === 'prerequisite');
}

function newest(recovered: readonly Recovered[]): ChecksPage['recovered'] {
  return { shown: recovered.slice(0, MOST_RECOVERED), more: Math.max(0, recovered.length - MOST_RECOVERED) };
}

function setupOf(rows: readonly BoardRow[]): ChecksPage['setup'] {
  const groups = Map.groupBy(rows, ({ scope, provider }) => (provider === null ? scope : `${scope}.${provider}`));
  return [...groups].map(([key, ofGroup]) => ({
    key,
    name: groupName(key),
    checks: ofGroup.length,
    missing: [...new Set(ofGroup.flatMap(({ missing }) => missing))],
    guide: guideOf(ofGroup[0]!.scope),
  }));
}

function passing(rows: readonly BoardRow[], filters: Filters): ChecksPage['passing'] {
  const counts = ([...LIGHTS, 'notwell'] as const).map((status) => [status, filtered(rows, { ...filters, status }).length]);
  return Object.fromEntries(counts) as ChecksPage['passing'];
}

function chipsOf(scope: string, rows: readonly BoardRow[]): Chip[] {
  return [...Map.groupBy(rows, ({ provider }) => provider)].map(([provider, ofProvider]) => ({
    provider,
    name: provider === null ? scopeName(scope) : providerName(provider),
    lights: lightLetters(ofProvider),
    words: wellWords(tally(ofProvider)),
  }));
}

/** What a run over these would look at: they, and what they require; as the worker plans it. */
function offer(rows: readonly BoardRow[], ready: readonly BoardRow[]): Offer {
  const planned = new Set(rows);
  for (const row of planned) for (const one of ready) if (row.requires.includes(one.name)) planned.add(one);
  return { count: planned.size, costUsd: [...planned].reduce((sum, { priceUsd }) => sum + priceUsd, 0) };
}
