import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { untold } from '#activities/judging/findings.ts';

/** Nothing was asked, for a variable is not set that says what to look for. `what` completes “Set X to …”. */
export function notSaid(evidence: Evidence<unknown>, context: JudgeContext<'github'>, variable: string, what: string): Finding {
  return untold(evidence, {
    status: 'skipped',
    failureClass: 'not_configured',
    summary: `${variable} is not set, so there is nothing to look for.`,
    hint: {
      id: 'NOT_CONFIGURED',
      title: 'Say what to look for',
      steps: [`Set ${variable} to ${what}.`, 'Restart the worker.'],
      doc: context.doc,
    },
  });
}
