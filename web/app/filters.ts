import type { BoardRow } from './board-row.ts';
import type { Board } from './board.ts';
import { LIGHTS, type Light } from './light-of.ts';

export interface Filters {
  scope: string | null;
  provider: string | null;
  status: Light | 'notwell' | null;
  /** Words to look for in a check's name, title and finding. */
  q: string | null;
  /** `all` opens every row where there are too many; `wall` shows lights only. */
  view: 'all' | 'wall' | null;
}

/** What somebody should look after: rows that stay where others are folded away. */
export const TROUBLE: readonly Light[] = ['fail', 'unknown', 'stale', 'warn'];
/** What is not well: all that was ever looked at, without what is; so that the numbers add up. What is not configured doesn't count. */
const NOT_WELL: readonly Light[] = [...TROUBLE, 'skipped'];
const LONGEST_SEARCH = 200;

/** Reads the filters from the address; what it does not know is no filter. */
export function readFilters(search: URLSearchParams): Filters {
  const status = search.get('status');
  const view = search.get('view');
  return {
    scope: search.get('scope') || null,
    provider: search.get('provider') || null,
    status: status === 'notwell' || LIGHTS.some((light) => light === status) ? (status as Filters['status']) : null,
    q: search.get('q')?.trim().slice(0, LONGEST_SEARCH) || null,
    view: view === 'all' || view === 'wall' ? view : null,
  };
}

/** The filters as they stand in an address, without the question mark; empty where there are none. */
function filterSearch({ scope, provider, status, q, view }: Partial<Filters>): string {
  return new URLSearchParams(
    Object.entries({ scope, provider, status, q, view }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  ).toString();
}

/** The address of the checks under these filters. */
export function filterAddress(filters: Partial<Filters>): string {
  const search = filterSearch(filters);
  return search ? `/ops?${search}` : '/ops';
}

/** The address of a check's page, which carries along how the table below it is filtered. */
export function checkAddress(name: string, filters: Partial<Filters> = {}): string {
  const search = filterSearch(filters);
  return `/ops/checks/${encodeURIComponent(name)}${search ? `?${search}` : ''}`;
}

/** The rows that pass, in their own order. Every word of a search must be found. */
export function filtered(rows: readonly BoardRow[], { scope, provider, status, q }: Filters): BoardRow[] {
  const words = q?.toLowerCase().split(/\s+/) ?? [];
  return rows.filter(
    (row) =>
      (scope === null || row.scope === scope) &&
      (provider === null || row.provider === provider) &&
      (status === null || (status === 'notwell' ? row.configured && NOT_WELL.includes(row.light) : row.light === status)) &&
      (words.length === 0 || words.every((word) => textOf(row).includes(word))),
  );
}

/** How many checks are not well. */
export function notWell(counts: Board['counts']): number {
  return NOT_WELL.reduce((sum, light) => sum + counts[light], 0);
}

function textOf({ name, label, title, found, failureClass }: BoardRow): string {
  return [name, label, title, found, failureClass ?? ''].join(' ').toLowerCase();
}
