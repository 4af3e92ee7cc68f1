import type { Tally } from './tally.ts';
import { wellTense } from './well-tense.ts';

/** How many are well, in words; where none of them is of today, how many were. */
export function wellWords(tally: Pick<Tally, 'configured' | 'looked' | 'well' | 'known' | 'old' | 'wellThen'>): string {
  const { configured, looked, well, wellThen } = tally;
  if (configured === 0) return 'not configured';
  if (looked === 0) return 'never run';
  const tense = wellTense(tally);
  if (tense === null) return 'not known';
  if (tense === 'now') return well === looked ? `${well} well` : `${well} of ${looked} well`;
  return `${wellThen === looked ? looked : `${wellThen} of ${looked}`} ${looked === 1 ? 'was' : 'were'} well then`;
}
