import type { BoardRow } from './board-row.ts';
import type { Light } from './light-of.ts';
import { worstOf } from './worst-of.ts';

/** Some checks together: of those that are configured. */
export interface Tally {
  light: Light;
  configured: number;
  /** How many have ever been looked at. */
  looked: number;
  well: number;
  /** How many have a verdict of today. */
  known: number;
  /** How many have one that is out of date, and how many of those were well. */
  old: number;
  wellThen: number;
}

const JUDGED: readonly Light[] = ['ok', 'warn', 'fail'];

/** The light of some checks together, how many of them are well, and of how many that is known. */
export function tally(rows: readonly BoardRow[]): Tally {
  const configured = rows.filter((row) => row.configured);
  const count = (is: (row: BoardRow) => boolean): number => configured.filter(is).length;
  return {
    light: worstOf(configured.map(({ light }) => light)),
    configured: configured.length,
    looked: count(({ light }) => light !== 'never'),
    well: count(({ light }) => light === 'ok'),
    known: count(({ light, isOld }) => JUDGED.includes(light) && !isOld),
    old: count(({ isOld }) => isOld),
    // What warned has a reason for it.
    wellThen: count(({ light, failureClass }) => light === 'stale' && failureClass === null),
  };
}
