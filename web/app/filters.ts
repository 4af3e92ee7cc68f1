import type { Board, BoardGroup } from './board.ts';
import { LIGHTS, type Light } from './light-of.ts';

export interface Filters {
  scope: string | null;
  provider: string | null;
  status: Light | 'notwell' | null;
}

/** What is not well now: never run and not configured don't count. */
const NOT_WELL: readonly Light[] = ['fail', 'unknown', 'stale', 'warn'];

/** Reads the filters from the address; what it does not know is no filter. */
export function readFilters(search: URLSearchParams): Filters {
  const status = search.get('status');
  return {
    scope: search.get('scope') || null,
    provider: search.get('provider') || null,
    status: status === 'notwell' || LIGHTS.some((light) => light === status) ? (status as Filters['status']) : null,
  };
}

/** The address of the checks under these filters. */
export function filterAddress({ scope, provider, status }: Partial<Filters>): string {
  const search = new URLSearchParams(
    Object.entries({ scope, provider, status }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return search.size > 0 ? `/ops?${search}` : '/ops';
}

/** The groups and rows that pass; groups without any row are left out. */
export function filtered({ groups }: Pick<Board, 'groups'>, { scope, provider, status }: Filters): BoardGroup[] {
  return groups
    .filter((group) => (scope === null || group.scope === scope) && (provider === null || group.provider === provider))
    .map((group) => ({
      ...group,
      rows: group.rows.filter((row) => status === null || (status === 'notwell' ? NOT_WELL.includes(row.light) : row.light === status)),
    }))
    .filter((group) => group.rows.length > 0);
}

/** How many checks are not well. */
export function notWell(counts: Board['counts']): number {
  return NOT_WELL.reduce((sum, light) => sum + counts[light], 0);
}
