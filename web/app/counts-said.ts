import type { Board } from './board.ts';
import type { Light } from './light-of.ts';
import { counted } from './said.ts';
import type { Tally } from './tally.ts';
import { wellTense } from './well-tense.ts';

/** From more checks than this on it is said over how many scopes they are spread. */
const FEW = 60;

const SAID: [Light, string, string][] = [
  ['fail', 'fails', 'fail'],
  ['warn', 'warns', 'warn'],
  ['unknown', 'could not be judged', 'could not be judged'],
  ['stale', 'is out of date', 'are out of date'],
  ['skipped', 'was skipped', 'were skipped'],
  ['never', 'has never run', 'have never run'],
];

/** What there is to count. */
export type Counted = Tally & Pick<Board, 'counts'> & { scopes: number };

/** How many are well, where that is known, and how many are not. */
export interface CountsSaid {
  /** “40 of 42” and “checks are well.” */
  well: { figure: string; rest: string; light: Light } | null;
  others: { light: Light; text: string }[];
}

/** Counts in words. What never ran does not count as not well; what is out of date is told as the past. */
export function countsSaid(all: Counted): CountsSaid {
  return { well: wellSaid(all), others: SAID.filter(([light]) => all.counts[light] > 0).map((said) => otherSaid(said, all)) };
}

function wellSaid(all: Counted): CountsSaid['well'] {
  const tense = wellTense(all);
  if (tense === null) return null;
  const { looked, configured, scopes } = all;
  const count = tense === 'now' ? all.well : all.wellThen;
  const verb = looked === 1 && count === 1 ? { now: 'is', then: 'was' }[tense] : { now: 'are', then: 'were' }[tense];
  const spread = configured > FEW && scopes > 1 ? ` in ${scopes} scopes` : '';
  return {
    figure: `${count.toLocaleString('en')} of ${looked.toLocaleString('en')}`,
    rest: `${looked === 1 ? 'check' : 'checks'}${spread} ${verb} well${tense === 'then' ? ' then' : ''}.`,
    light: tense === 'now' ? 'ok' : 'stale',
  };
}

function otherSaid([light, one, many]: (typeof SAID)[number], { counts, old }: Counted): CountsSaid['others'][number] {
  const isPast = light === 'fail' && old - counts.stale >= counts.fail;
  return { light, text: isPast ? counted(counts.fail, 'was failing', 'were failing') : counted(counts[light], one, many) };
}
