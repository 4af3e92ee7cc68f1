import type { WindowDays } from '#db/fold-rollups.ts';
import type { Trigger } from '#workflows/core/run.ts';
import { STATUSES, type Status } from '#workflows/core/status.ts';

export const DAYS = [1, 7, 30, 90] as const satisfies WindowDays[];
export const LASTS = [6, 20, 100] as const;
export const TRIGGERS = ['scheduler', 'auto_boot', 'confirm', 'ops_ui', 'manual', 'api'] as const satisfies Trigger[];
/** Filters of the board below, which every link of a check's page carries along. */
const OF_THE_BOARD = ['scope', 'provider', 'status', 'q'] as const;

/** What the address of a check's page asks for. */
export interface CheckQuery {
  days: WindowDays;
  last: (typeof LASTS)[number];
  /** Only these; empty: any. */
  outcomes: Status[];
  askers: Trigger[];
  before: string | null;
  board: [name: string, value: string][];
}

/** Reads the query of an address; what it does not know is as if it were not there. */
export function readCheckQuery(search: URLSearchParams): CheckQuery {
  return {
    days: DAYS.find((days) => String(days) === search.get('days')) ?? 30,
    last: LASTS.find((last) => String(last) === search.get('last')) ?? 6,
    outcomes: listed(search.get('outcome'), STATUSES),
    askers: listed(search.get('by'), TRIGGERS),
    before: search.get('before') || null,
    board: OF_THE_BOARD.flatMap((name): [string, string][] => (search.get(name) ? [[name, search.get(name)!]] : [])),
  };
}

/** The address of a check's page. A change of what is listed begins at the newest again. */
export function checkAddress(name: string, query: CheckQuery, change: Partial<CheckQuery> = {}): string {
  const relists = 'last' in change || 'outcomes' in change || 'askers' in change;
  const { days, last, outcomes, askers, before, board } = { ...query, ...(relists ? { before: null } : {}), ...change };
  const search = new URLSearchParams([
    ...board,
    ...(days === 30 ? [] : [['days', String(days)]]),
    ...(last === 6 ? [] : [['last', String(last)]]),
    ...(outcomes.length > 0 ? [['outcome', outcomes.join(',')]] : []),
    ...(askers.length > 0 ? [['by', askers.join(',')]] : []),
    ...(before ? [['before', before]] : []),
  ]);
  return withSearch(`/ops/checks/${encodeURIComponent(name)}`, search);
}

/** Another check, with what is not about this one's history. */
export function otherCheckAddress(name: string, query: CheckQuery): string {
  return checkAddress(name, query, { outcomes: [], askers: [], before: null });
}

/** The checks under the filters they were left with. */
export function boardAddress({ board }: Pick<CheckQuery, 'board'>): string {
  return withSearch('/ops', new URLSearchParams(board));
}

/** The list with this one put in, or taken out where it was in it. */
export function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

function listed<T extends string>(text: string | null, known: readonly T[]): T[] {
  const named = (text ?? '').split(',');
  return known.filter((one) => named.includes(one));
}

function withSearch(path: string, search: URLSearchParams): string {
  return search.size > 0 ? `${path}?${search}` : path;
}
