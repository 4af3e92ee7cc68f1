import { ill, well } from '#activities/judging/findings.ts';
import { onBoth } from './on-both.ts';

/** Google's own example: its guide to tokens prints 10 for it. */
const SENTENCE = 'The quick brown fox jumps over the lazy dog.';

interface Answer {
  total_tokens: number | null;
}

/** Gemini counts the tokens of a text; the limits and prices of every request hang on that number. */
export const [aiStudioCountTokens, vertexCountTokens] = onBoth<Answer>({
  capability: 'count_tokens',
  title: 'Tokens are counted',
  why: 'Whoever cuts prompts to fit or reckons costs asks for this first; it fails apart from the answering itself.',
  does: 'Asks how many tokens one fixed sentence has.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: { ai_studio: ['text'], vertex: ['text'] },
  deadlineMs: 10_000,
  thresholds: { slow_ms: 5_000, least_tokens: 8, most_tokens: 20 },
  measures: ({ total_tokens }) => ({ tokens: total_tokens }),
  facts: ({ total_tokens }) => ({ 'tokens of the same sentence': total_tokens }),
  modelSetting: 'TEXT_MODEL',
  modelOf: ({ textModel }) => textModel,
  async ask(tools, client, { textModel }) {
    const { totalTokens } = await client.models.countTokens({
      model: textModel,
      contents: SENTENCE,
      config: { abortSignal: tools.signal },
    });
    return { total_tokens: totalTokens ?? null };
  },
  judgeAnswer(answer, evidence, { settings, thresholds, doc }) {
    const count = answer.total_tokens ?? 0;
    const said = { metadata: { answer, model: settings.textModel } };
    const [least, most] = [thresholds['least_tokens']!, thresholds['most_tokens']!];
    if (count >= least && count <= most) return well(evidence, { ...said, summary: `${count} tokens, by ${settings.textModel}.` });
    const setting = 'apiKey' in settings ? 'GEMINI_TEXT_MODEL' : 'VERTEX_TEXT_MODEL';
    if (count > 0) {
      return ill(evidence, {
        ...said,
        status: 'warn',
        failureClass: 'wrong_result',
        rung: 'function',
        detail: `${count} tokens`,
        summary: `${settings.textModel} counts ${count} tokens in a sentence that has ${least} to ${most}.`,
        hint: {
          id: 'TOKEN_COUNT',
          title: 'Another count than ever before',
          steps: [
            `Look at ${setting}: was the model changed, or is it one with another tokenizer?`,
            'Look at what the product reckons with this number: limits, prices, where it cuts prompts.',
            'If the new count is right, set the thresholds least_tokens and most_tokens to it.',
          ],
          doc,
        },
      });
    }
    return ill(evidence, {
      ...said,
      status: 'fail',
      failureClass: 'wrong_result',
      rung: 'function',
      detail: 'no count',
      summary: `${settings.textModel} answered without a count of tokens.`,
      hint: {
        id: 'NO_COUNT',
        title: 'The answer has no count',
        steps: [
          'Run the check again: a single empty answer passes.',
          `Look at ${'apiKey' in settings ? 'GEMINI_BASE_URL' : 'VERTEX_BASE_URL'}: a gateway that does not know countTokens may answer in its place.`,
          `Try another model in ${setting}.`,
        ],
        doc,
      },
    });
  },
});
