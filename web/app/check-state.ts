import type { OverviewRow } from '#db/overview-reader.ts';
import { LIGHT_WORDS, staleAt, type Light } from './light-of.ts';
import { partInWords } from './said.ts';
import { spelled } from './times.ts';

/** What stands beside the light at the head of a check's page. */
export interface CheckState {
  /** “for 12 minutes, since”, before `at`. */
  words: string;
  at: Date | null;
  /** False where what was found is of another time. */
  isFresh: boolean;
}

/** Says how a check stands, in the present tense only while that is fresh. */
export function checkState(row: OverviewRow, light: Light, now: Date): CheckState {
  const was = row.verdict === null ? '' : `; was ${LIGHT_WORDS[row.verdict]} before`;
  if (!row.configured) return { words: 'because it is not configured', at: null, isFresh: true };
  if (light === 'never') return { words: 'nothing is known yet', at: null, isFresh: true };
  if (light === 'unknown') return { words: `could not be judged${was}`, at: null, isFresh: true };
  if (light === 'skipped') return { words: `${reason(row)}${was}`, at: null, isFresh: true };
  const staleSince = staleAt(row);
  const since = row.verdict_since;
  if (staleSince !== null && staleSince <= now) {
    const word = light === 'fail' ? 'when last looked at' : `was ${LIGHT_WORDS[row.verdict!]}`;
    return { words: `${word}; out of date by ${spelled(now.getTime() - staleSince.getTime())}`, at: null, isFresh: false };
  }
  // The words of the verdict: one miss is no stretch of time.
  if (light === 'fail' && row.streak === 1 && since !== null) {
    if (row.running !== null) return { words: 'failed once; looking again', at: null, isFresh: true };
    return { words: `failed once, ${partInWords({ ago: since }, now)}, at`, at: since, isFresh: true };
  }
  return { words: since === null ? '' : `for ${spelled(now.getTime() - since.getTime())}, since`, at: since, isFresh: true };
}

function reason({ last_outcome_class: why }: OverviewRow): string {
  if (why === 'prerequisite') return 'waits for what it needs';
  if (why === 'budget') return 'over budget';
  if (why === 'not_configured') return 'not configured here';
  return why === 'cancelled' ? 'was cancelled' : 'was not looked at';
}
