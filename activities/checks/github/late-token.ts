import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { askedAsApp } from './asked-as-app.ts';

/** The warning where a new token worked only after GitHub had refused it. Null where it was known at once. `works` is the sentence
 * about what did. */
export function lateToken(
  evidence: Evidence<unknown>,
  context: JudgeContext<'github'>,
  works: string,
  metadata: Record<string, unknown>,
): Finding | null {
  const refused = evidence.exchanges.filter((one) => one.status === 401 && !askedAsApp(one, context.settings)).length;
  if (refused === 0) return null;
  const times = refused === 1 ? 'once' : `${refused} times`;
  return ill(evidence, {
    status: 'warn',
    failureClass: 'slow',
    rung: 'auth',
    detail: `refused ${times} first`,
    metadata,
    summary: `${works}, but GitHub refused the new token ${times} before it knew it.`,
    hint: {
      id: 'GH_TOKEN_LATE',
      title: 'A new token is not known everywhere at once',
      steps: [
        'Run the check again: a single time passes.',
        'If it stays, look at GitHub’s status page; the request ids stand in the probe’s metadata.',
        'Let the product ask again after a 401 to a token younger than five seconds: Octokit’s own App client does.',
      ],
      doc: context.doc,
    },
  });
}
