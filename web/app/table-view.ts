import type { GroupFacts } from '#db/group-facts-reader.ts';
import type { BoardRow } from './board-row.ts';
import type { Board } from './board.ts';
import { filtered, NOT_WELL, type Filters } from './filters.ts';
import { credentialBeside, networkBeside, type BesideName } from './group-facts.ts';
import type { Light } from './light-of.ts';
import { groupName, scopeName } from './names.ts';
import { worstOf } from './worst-of.ts';

/** With more checks than this a scope is a line. */
export const MOST_OPEN = 60;
const SLOTS = 30;
/** A long bar shows its worst. */
const WORST = 'fuwos';

/** A row as the table shows it. */
export type ShownRow = Pick<
  BoardRow,
  | 'name'
  | 'capability'
  | 'label'
  | 'light'
  | 'found'
  | 'note'
  | 'failureClass'
  | 'ring'
  | 'spark'
  | 'durationMs'
  | 'usualMs'
  | 'lastSuccessAt'
  | 'lastFailureAt'
  | 'pictures'
  | 'running'
  | 'costUsd'
  | 'configured'
>;

/** The checks of a provider, or of a scope without providers. */
export interface ShownGroup {
  /** `scope` or `scope.provider`. */
  key: string;
  name: string;
  light: Light;
  configured: number;
  /** How many have ever been looked at. */
  looked: number;
  well: number;
  /** Its credential and its network. */
  beside: BesideName[];
  rows: ShownRow[];
}

/** A scope: open with its groups, or folded to a line with what is not well below it. */
export interface ShownScope {
  scope: string;
  name: string;
  light: Light;
  total: number;
  configured: number;
  looked: number;
  well: number;
  groups: ShownGroup[];
  /** Of a folded scope. */
  folded: {
    /** A letter for each check's light, in order. */
    lights: string;
    /** The worst outcome of each place in its checks' bars, oldest first. */
    ring: string;
    lastSuccessAt: Date | null;
    /** How many rows are left out. */
    more: number;
  } | null;
}

/** What the table shows under these filters: every row, or, of too many, a line for each scope. */
export function tableView(board: Pick<Board, 'rows'>, filters: Filters, facts: readonly GroupFacts[] = []): ShownScope[] {
  const rows = filtered(board.rows, filters);
  const isPlain = filters.scope === null && filters.status === null && filters.q === null && filters.view === null;
  const fold = isPlain && rows.length > MOST_OPEN;
  return [...Map.groupBy(rows, ({ scope }) => scope)].map(([scope, ofScope]) => {
    const shown = fold ? ofScope.filter(({ light, running }) => NOT_WELL.includes(light) || running !== null) : ofScope;
    return {
      scope,
      name: scopeName(scope),
      total: ofScope.length,
      ...tally(ofScope),
      groups: [...Map.groupBy(shown, ({ provider }) => provider)].map(([provider, ofGroup]) => ({
        key: keyOf(scope, provider),
        name: groupName(keyOf(scope, provider)),
        ...tally(fold ? ofScope.filter((row) => row.provider === provider) : ofGroup),
        beside: fold
          ? []
          : besideOf(
              board.rows.filter((row) => row.scope === scope && row.provider === provider),
              facts,
            ),
        rows: ofGroup.map(shownRow),
      })),
      folded: fold
        ? {
            lights: lightLetters(ofScope),
            ring: worstRing(ofScope),
            lastSuccessAt: latest(ofScope),
            more: ofScope.length - shown.length,
          }
        : null,
    };
  });
}

/** A letter for each light: two of them begin alike. */
const LETTERS: Record<Light, string> = { fail: 'f', unknown: 'u', stale: 't', warn: 'w', skipped: 's', never: 'n', ok: 'o' };

/** The lights of some checks in order, a letter each. */
export function lightLetters(rows: readonly BoardRow[]): string {
  return rows.map(({ light }) => LETTERS[light]).join('');
}

/** The light of some checks together, and how many of them are well. */
export function tally(rows: readonly BoardRow[]): Pick<ShownGroup, 'light' | 'configured' | 'looked' | 'well'> {
  const configured = rows.filter((row) => row.configured);
  return {
    light: worstOf(configured.map(({ light }) => light)),
    configured: configured.length,
    looked: configured.filter(({ light }) => light !== 'never').length,
    well: configured.filter(({ light }) => light === 'ok').length,
  };
}

function keyOf(scope: string, provider: string | null): string {
  return provider === null ? scope : `${scope}.${provider}`;
}

function besideOf(rows: readonly BoardRow[], facts: readonly GroupFacts[]): BesideName[] {
  const own = facts.find(({ scope, provider }) => scope === rows[0]?.scope && provider === rows[0].provider);
  return [credentialBeside(rows, own), networkBeside(rows, own)].filter((one) => one !== null);
}

function shownRow(row: BoardRow): ShownRow {
  const { name, capability, label, light, found, note, failureClass, ring, durationMs, usualMs, lastSuccessAt, lastFailureAt } = row;
  const { pictures, running, costUsd, configured, spark } = row;
  return {
    ...{
      name,
      capability,
      label,
      light,
      found,
      note,
      failureClass,
      ring,
      durationMs,
      usualMs: running && usualMs,
      lastSuccessAt,
      lastFailureAt,
    },
    ...{ pictures, running, costUsd, configured, spark },
  };
}

/** Bars of checks end at the same moment: they are laid over each other from the right. */
function worstRing(rows: readonly BoardRow[]): string {
  const longest = Math.min(SLOTS, Math.max(...rows.map(({ ring }) => ring.length)));
  return Array.from({ length: longest }, (_, slot) => {
    const letters = rows.map(({ ring }) => ring.at(slot - longest)!);
    return [...WORST].find((letter) => letters.includes(letter)) ?? '';
  }).join('');
}

function latest(rows: readonly BoardRow[]): Date | null {
  return rows.reduce<Date | null>((last, { lastSuccessAt: at }) => (at !== null && (last === null || at > last) ? at : last), null);
}
