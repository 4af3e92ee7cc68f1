import { TIDYING_MS, type JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { judgeSpaces } from './judge-spaces.ts';

/** The work was done (`done` says so), but what it made could not be deleted: a warning, for a reason that the clean-up's own exchange
 * tells. Null where nothing stays. */
export function leftBehind(
  evidence: Evidence<unknown>,
  context: JudgeContext<'spaces'>,
  { done, key }: { done: string; key: string },
): Finding | null {
  const refused = evidence.afterwards.find((exchange) => !isGone(exchange)) ?? null;
  if (!refused && evidence.afterwards.length > 0) return null;
  const cutOff = refused?.trouble?.code === 'TimeoutError';
  const tidying = { ...evidence, answer: null, error: null, timedOut: cutOff, exchanges: refused ? [refused] : [] };
  const trouble = judgeSpaces(tidying, context, TIDYING_MS, 'delete');
  const mayNot = trouble === null || trouble.failure_class === 'permission';
  return ill(evidence, {
    status: 'warn',
    failureClass: mayNot ? 'permission' : (trouble.failure_class as PatientClass),
    rung: mayNot ? 'permission' : (trouble.rungs.find((rung) => rung.status === 'fail')?.name ?? 'function'),
    detail: 'not deleted',
    metadata: { facts: evidence.answer },
    summary: `${done}, but could not be deleted: ${key} stays behind.${mayNot ? '' : ` ${trouble.summary}`}`,
    hint:
      mayNot || !trouble.hint
        ? {
            id: 'S3_DELETE',
            title: 'The key may not delete',
            steps: ['Let the key delete below greenlight/, or delete what piles up there with a lifecycle rule.'],
            doc: context.doc,
          }
        : { ...trouble.hint, steps: [...trouble.hint.steps, 'Delete what piles up below greenlight/ with a lifecycle rule.'] },
  });
}

function isGone({ status }: Exchange): boolean {
  return status !== null && ((status >= 200 && status < 300) || status === 404);
}
