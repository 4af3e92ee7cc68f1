import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { clockWarning } from './clock.ts';
import { lateToken } from './late-token.ts';

type Context = JudgeContext<'github'>;
type Metadata = Record<string, unknown>;

/** The warning where a borrowed token did its work, but was known late, was not taken back, or was asked for by a clock that is off. Null
 * where all of it was as it should be. `works` is the sentence about what did. */
export function tokenWarning(evidence: Evidence<unknown>, context: Context, works: string, metadata: Metadata): Finding | null {
  return (
    lateToken(evidence, context, works, metadata) ??
    notHandedBack(evidence, context, works, metadata) ??
    clockWarning(evidence, context, works, metadata)
  );
}

function notHandedBack(evidence: Evidence<unknown>, context: Context, works: string, metadata: Metadata): Finding | null {
  if (evidence.afterwards.at(-1)?.status === 204) return null;
  return ill(evidence, {
    status: 'warn',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: 'not handed back',
    metadata,
    summary: `${works}, but GitHub did not take the token back; it dies by itself within the hour.`,
    hint: {
      id: 'GH_REVOKE',
      title: 'The token could not be handed back',
      steps: ['Run the check again: a single time passes.', 'If it stays, look at GitHub’s status page.'],
      doc: context.doc,
    },
  });
}
