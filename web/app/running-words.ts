import type { CheckProgress } from '#db/run-document.ts';
import { took } from './times.ts';

/** How far a look is that is under way, and what its last attempt met: “Attempt 2 of 3, again in 4 s”, “Answered 503.” */
export function runningWords(
  { state, attempt, maxAttempts, nextAttemptAt, startedAt, troubles }: Omit<CheckProgress, 'check'>,
  now: Date,
): { words: string; met: string | null } {
  return { words: words(), met: troubles.at(-1)?.summary ?? null };

  function words(): string {
    if (state === 'pending' || startedAt === null) return 'Waits for its turn';
    if (nextAttemptAt !== null) {
      const seconds = Math.ceil((nextAttemptAt.getTime() - now.getTime()) / 1_000);
      return `Attempt ${attempt + 1} of ${maxAttempts}, ${seconds > 0 ? `again in ${seconds} s` : 'at once'}`;
    }
    const since = `running ${took(Math.max(0, now.getTime() - startedAt.getTime()))}`;
    return attempt > 1 ? `Attempt ${attempt} of ${maxAttempts}, ${since}` : `R${since.slice(1)}`;
  }
}
