import type { Logger } from '@temporalio/worker';

/** Tries until it works, waiting 0.2 to 5 seconds between; says once that it waits. What will never work (a mode that disagrees) must not be a plain error: an error named `ModeMismatch` ends the waiting. */
export async function untilItAnswers<T>(what: string, attempt: () => Promise<T>, logger: Logger): Promise<T> {
  for (let wait = 200, said = false; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      return await attempt();
    } catch (error) {
      if ((error as Error).name === 'ModeMismatch') throw error;
      if (!said) logger.warn(`${what} does not answer yet; trying again until it does.`, { error: (error as Error).message });
      said = true;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
