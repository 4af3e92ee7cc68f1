import { ill } from '#activities/judging/findings.ts';
import type { Evidence } from '#activities/evidence.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { GeminiContext } from './judge-gemini.ts';
import type { Answered } from './read-answer.ts';

/** Judges an answer without words: blocked, cut off while it thought, or simply empty. Null where there are words to judge. */
export function judgeSilence(
  evidence: Evidence<unknown>,
  context: GeminiContext,
  answer: Answered,
  said: { costUsd: number; metadata: Record<string, unknown> },
): Finding | null {
  const reason =
    answer.block_reason ?? (/SAFETY|PROHIBITED|BLOCKLIST|RECITATION|SPII/.test(answer.finish_reason ?? '') ? answer.finish_reason : null);
  if (reason) {
    return ill(evidence, {
      ...said,
      status: 'fail',
      failureClass: 'blocked',
      rung: 'function',
      detail: reason,
      summary: `The service works, but it blocked a harmless question (${reason}).`,
      hint: {
        id: 'SAFETY',
        title: 'The content filter is too strict',
        steps: [
          'Look at the safety settings of the project, and at Model Armor if it is used.',
          'Run the check again: a single block passes.',
        ],
        doc: context.doc,
      },
    });
  }
  if (answer.text.trim() === '') {
    const cut = answer.finish_reason === 'MAX_TOKENS';
    return ill(evidence, {
      ...said,
      status: 'fail',
      failureClass: 'wrong_result',
      rung: 'function',
      detail: answer.finish_reason ?? 'no text',
      summary: cut
        ? `${context.settings.textModel} thought until the allowance of this probe was used up, and said nothing.`
        : `${context.settings.textModel} answered without a word.`,
      hint: {
        id: cut ? 'THINKING_BUDGET' : 'NO_TEXT',
        title: cut ? 'Thinking used up the answer' : 'The answer is empty',
        steps: [
          cut
            ? 'The probe asks for little: does the product too? There, raise maxOutputTokens or lower the thinking level for this model.'
            : 'Run the check again: a single empty answer passes.',
          `Try another model in ${'apiKey' in context.settings ? 'GEMINI_TEXT_MODEL' : 'VERTEX_TEXT_MODEL'}.`,
        ],
        doc: context.doc,
      },
    });
  }
  return null;
}
