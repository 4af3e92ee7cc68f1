import type { GroupFacts } from '#db/group-facts-reader.ts';
import type { BoardRow } from './board-row.ts';
import type { Board } from './board.ts';
import { filtered, notWell, NOT_WELL, type Filters } from './filters.ts';
import { groupName, providerName, scopeName } from './names.ts';
import { lightLetters, MOST_OPEN, tableView, type ShownScope } from './table-view.ts';

/** A filter for a scope, or for one provider of it. */
interface Chip {
  provider: string | null;
  name: string;
  /** A letter for each of its checks. */
  lights: string;
}

/** What a button of the Run now menu would run. */
export interface Offer {
  count: number;
  costUsd: number;
}

/** All that the page of checks shows. */
export interface ChecksPage extends Pick<
  Board,
  'verdict' | 'counts' | 'configured' | 'total' | 'lastAutomaticAt' | 'temporalTrouble' | 'now'
> {
  filters: Filters;
  scopes: number;
  /** Null where the table's own lines are the filters, because there are too many. */
  chips: { scope: string; name: string; chips: Chip[] }[] | null;
  problems: BoardRow[];
  /** What each provider lacks, where none is configured; else null. */
  setup: { key: string; name: string; checks: number; missing: string[] }[] | null;
  table: ShownScope[];
  menu: Record<'all' | 'baseline' | 'failing' | 'expensive', Offer>;
}

/** Picks from the board what the page shows under these filters. Pure. */
export function checksPage(board: Board, filters: Filters, facts: readonly GroupFacts[] = []): ChecksPage {
  const { verdict, counts, configured, total, lastAutomaticAt, temporalTrouble, now, rows } = board;
  const byScope = [...Map.groupBy(rows, ({ scope }) => scope)];
  const ready = rows.filter((row) => row.configured);
  const free = ready.filter(({ costUsd }) => costUsd === null);
  const inScope = filtered(rows, { ...filters, status: null, q: null });
  return {
    ...{ verdict, counts, configured, total, lastAutomaticAt, temporalTrouble, now, filters },
    scopes: byScope.length,
    chips:
      total > MOST_OPEN ? null : byScope.map(([scope, ofScope]) => ({ scope, name: scopeName(scope), chips: chipsOf(scope, ofScope) })),
    problems: (['fail', 'unknown', 'warn'] as const).flatMap((light) => inScope.filter((row) => row.light === light && row.configured)),
    setup: configured > 0 ? null : setupOf(rows),
    table: tableView(board, filters, facts),
    menu: {
      all: offer(free),
      baseline: offer(ready.filter(({ baseline }) => baseline)),
      failing: { ...offer(ready.filter(({ light }) => NOT_WELL.includes(light))), count: notWell(counts) },
      expensive: offer(ready),
    },
  };
}

function setupOf(rows: readonly BoardRow[]): ChecksPage['setup'] {
  const groups = Map.groupBy(rows, ({ scope, provider }) => (provider === null ? scope : `${scope}.${provider}`));
  return [...groups].map(([key, ofGroup]) => ({
    key,
    name: groupName(key),
    checks: ofGroup.length,
    missing: [...new Set(ofGroup.flatMap(({ missing }) => missing))],
  }));
}

function chipsOf(scope: string, rows: readonly BoardRow[]): Chip[] {
  return [...Map.groupBy(rows, ({ provider }) => provider)].map(([provider, ofProvider]) => ({
    provider,
    name: provider === null ? scopeName(scope) : providerName(provider),
    lights: lightLetters(ofProvider),
  }));
}

function offer(rows: readonly BoardRow[]): Offer {
  return { count: rows.length, costUsd: rows.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0) };
}
