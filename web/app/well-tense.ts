import type { Tally } from './tally.ts';

/** Whether it can be said how many checks are well: as of now where anything is known of today, as of then where all was once known. Null
 * where it cannot: none that is well is not the same as nothing known. */
export function wellTense({ looked, known, old }: Pick<Tally, 'looked' | 'known' | 'old'>): 'now' | 'then' | null {
  if (known > 0) return 'now';
  return looked > 0 && old === looked ? 'then' : null;
}
