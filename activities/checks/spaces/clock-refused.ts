import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { untold } from '#activities/judging/findings.ts';
import type { Untold } from '#workflows/core/finding.ts';

/** S3 takes no signature that is older, or younger, than this. */
export const MOST_SKEW_S = 15 * 60;

/** Seconds that this machine’s clock is ahead of the answer’s; NaN where the answer tells no time. */
export function aheadOf({ headers }: Exchange, { wallClock }: Evidence<unknown>): number {
  return Math.round((wallClock.getTime() - Date.parse(headers['date'] ?? '')) / 1_000);
}

/** The service refuses because of our clock: that says nothing about the service. */
export function clockRefused(evidence: Evidence<unknown>, { doc }: JudgeContext<'spaces'>): Untold {
  return untold(evidence, {
    status: 'unknown',
    failureClass: 'clock',
    summary: 'This machine’s clock is off by more than 15 minutes, and the service refuses for it.',
    hint: {
      id: 'CLOCK',
      title: 'Set the clock',
      steps: ['Switch on time synchronisation (NTP) on the worker’s machine.', 'Then run the check again.'],
      doc,
    },
  });
}
