import type { FailureClass } from '#workflows/core/failure-class.ts';
import type { Evidence } from './evidence.ts';
import { askedWait } from './judging/asked-wait.ts';

const LONGEST_MS = 15_000;

/** How long to wait before the next attempt: what the provider asks for, else 1, 2, 4 … s and at most 15 s. Null where it wants to be
 * left alone for longer than that, or does not say for how long: then it is, for a run must end. */
export function retryDelayMs(
  evidence: Pick<Evidence<unknown>, 'exchanges' | 'wallClock'>,
  tries: number,
  failureClass: FailureClass | null = null,
): number | null {
  const asked = askedWait(evidence.exchanges.at(-1), evidence);
  if (asked) return asked.ms <= LONGEST_MS ? asked.ms : null;
  if (failureClass === 'rate_limit') return null;
  return Math.min(1000 * 2 ** (tries - 1), LONGEST_MS);
}
