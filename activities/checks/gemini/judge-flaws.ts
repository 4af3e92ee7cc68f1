import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { Painted } from './ask-picture.ts';
import type { GeminiContext } from './judge-gemini.ts';
import { judgeRetirement } from './judge-retirement.ts';
import { PICTURE_USD } from './picture-price.ts';

/** Something about a picture that a program may trip over. */
export interface Flaw {
  detail: string;
  summary: string;
  id: string;
  title: string;
  steps: string[];
}

/** A picture came, with the first of these: its model is retired, it ended otherwise than with STOP, the check’s own `flaw`, a type that
 * its bytes do not have, a model that will be retired. Null where there is none. */
export function judgeFlaws(evidence: Evidence<Painted>, context: GeminiContext, flaw: Flaw | null): Finding | null {
  const answer = evidence.answer!;
  const said = { costUsd: PICTURE_USD, metadata: { answer } };
  const retiring = judgeRetirement(evidence, context, answer, said, 'IMAGE_MODEL');
  const first = endedEarly(answer) ?? flaw ?? mislabelled(answer);
  if (!first || retiring?.status === 'fail') return retiring;
  const { id, title, steps } = first;
  return ill(evidence, {
    ...said,
    status: 'warn',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: first.detail,
    summary: first.summary,
    hint: { id, title, steps, doc: context.doc },
  });
}

function endedEarly({ finish_reason }: Painted): Flaw | null {
  if (finish_reason === 'STOP') return null;
  return {
    detail: finish_reason ?? 'no finish reason',
    summary: `A picture came, but the answer did not end as it should (${finish_reason ?? 'no finish reason'}).`,
    id: 'FINISH',
    title: 'The answer was ended early',
    steps: [
      'Look at the picture among the artifacts: is it whole?',
      'Run the check again: a single one passes.',
      'In the product, treat any finish reason but STOP as a picture that may not be what was asked for.',
    ],
  };
}

/** Known of Gemini’s image models (googleapis/python-genai issue 1824). */
function mislabelled({ picture }: Painted): Flaw | null {
  const { type, declared } = picture!;
  if (type === declared) return null;
  return {
    detail: `${declared ?? 'no type'}, is ${type}`,
    summary: `A picture came, but it is called ${declared ?? 'nothing'} and its bytes are ${type}.`,
    id: 'MIME',
    title: 'The type is not what the answer says',
    steps: [
      'In the product, tell the type by the first bytes of the picture, never by inlineData.mimeType.',
      'Look for pictures that were stored or sent on under the wrong type.',
    ],
  };
}
