import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { Finding, Hint } from '#workflows/core/finding.ts';
import { brokenLast } from './broken-last.ts';
import { judgeGemini, type GeminiContext } from './judge-gemini.ts';
import { judgeRetirement } from './judge-retirement.ts';
import { judgeSilence } from './judge-silence.ts';
import type { Other } from './list-models.ts';
import { nearestModels } from './nearest-models.ts';
import type { Answered } from './read-answer.ts';
import { withResponseId } from './with-response-id.ts';

interface Words extends Answered {
  /** What the model was to repeat. */
  word: string;
}
/** What the text model said; or, where it is not there, which models are. */
export type TextAnswer = Words | { others: Other[] | null };

interface Limits {
  deadlineMs: number;
  costUsd: number;
}

/** Judges whether the model repeated the word: that alone is well, the word among others a warning. */
export function judgeText(evidence: Evidence<TextAnswer>, context: GeminiContext, { deadlineMs, costUsd }: Limits): Finding {
  const { answer } = evidence;
  const { textModel } = context.settings;
  if (answer && 'others' in answer) {
    const nearest = nearestModels(textModel, 'GEMINI_TEXT_MODEL', ['generateContent'], answer.others);
    return judgeGemini(brokenLast({ ...evidence, answer: null }), context, { deadlineMs, model: textModel, nearest })!;
  }
  const trouble = judgeGemini(evidence, context, { deadlineMs, model: textModel });
  return trouble ?? withResponseId(judgeWords(evidence, context, answer!, { costUsd, metadata: { answer } }), answer!);
}

function judgeWords(
  evidence: Evidence<TextAnswer>,
  context: GeminiContext,
  answer: Words,
  said: { costUsd: number; metadata: Record<string, unknown> },
): Finding {
  const model = answer.model_version ?? context.settings.textModel;
  const tell = (status: 'warn' | 'fail', detail: string, summary: string, hint: Omit<Hint, 'doc'>): Finding =>
    ill(evidence, {
      ...said,
      status,
      failureClass: 'wrong_result',
      rung: 'function',
      detail,
      summary,
      hint: { ...hint, doc: context.doc },
    });
  const silence = judgeSilence(evidence, context, answer, said);
  if (silence) return silence;
  const text = answer.text.trim().slice(0, 60);
  if (!answer.text.includes(answer.word))
    return tell('fail', 'other words', `The model answered “${text}” where it was asked to repeat ${answer.word}.`, {
      id: 'WRONG_TEXT',
      title: 'It answers, but not what was asked',
      steps: ['Read the artifact answer.txt.', 'Look at proxies or gateways that answer from a cache.', `Look at the model: ${model}.`],
    });
  const retiring = judgeRetirement(evidence, context, answer, said);
  if (retiring) return retiring;
  if (answer.finish_reason !== 'STOP') {
    const how = answer.finish_reason ?? 'no finish reason';
    return tell('warn', how, `The word came back, but the answer did not end as it should (${how}).`, cutOff(answer, context));
  }
  if (!isJust(answer.word, answer.text))
    return tell('warn', 'more words', `The model answered “${text}” where it was asked for ${answer.word} and nothing else.`, {
      id: 'EXTRA_TEXT',
      title: 'It says more than was asked',
      steps: [
        'Read the artifact answer.txt.',
        'Look for a gateway that adds a prompt or words of its own.',
        `Let the product take what it needs out of the answer, or ask ${model} for JSON by a schema; or try another model.`,
      ],
    });
  return well(evidence, { ...said, summary: `Answered “OK” with ${model}.` });
}

/** Models like to set a word in quotation marks, or a full stop after it. */
function isJust(word: string, text: string): boolean {
  return text.replace(/^[\s\p{P}`]+|[\s\p{P}`]+$/gu, '') === word;
}

function cutOff({ finish_reason }: Words, { settings }: GeminiContext): Omit<Hint, 'doc'> {
  const isCut = finish_reason === 'MAX_TOKENS';
  return {
    id: isCut ? 'THINKING_BUDGET' : 'FINISH',
    title: isCut ? 'The answer was cut off' : 'The answer was ended early',
    steps: [
      'Read the artifact answer.txt: what is missing?',
      isCut
        ? 'In the product, raise maxOutputTokens or lower the thinking level for this model.'
        : 'In the product, treat any finish reason but STOP as an answer that may not be whole.',
      `If it stays, try another model in ${'apiKey' in settings ? 'GEMINI_TEXT_MODEL' : 'VERTEX_TEXT_MODEL'}.`,
    ],
  };
}
