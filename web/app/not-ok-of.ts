import type { RunProgress } from '#db/run-document.ts';

/** The checks of a run that are worth another look: what was not well, and what was not looked at for that or because the run ended early. What
 * is not configured, or has no place in the budget, would only be left out again. */
export function notOkOf({ checks }: Pick<RunProgress, 'checks'>): string[] {
  return checks
    .filter(
      ({ status, failureClass }) =>
        status === 'fail' ||
        status === 'warn' ||
        status === 'unknown' ||
        (status === 'skipped' && (failureClass === 'prerequisite' || failureClass === 'cancelled')),
    )
    .map(({ check }) => check);
}
