import { ThinkingLevel, type GenerateContentResponse, type GoogleGenAI, type ThinkingConfig } from '@google/genai';
import type { Capability, ProbeTools } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { aiStudioClient, vertexClient } from './client.ts';
import { isAboutToken } from './is-about-token.ts';
import { judgeGemini, type GeminiContext } from './judge-gemini.ts';
import { judgeToken } from './judge-token.ts';
import { mintToken } from './mint-token.ts';

const DEADLINE_MS = 20_000;

interface Answer {
  word: string;
  text: string;
  finish_reason: string | null;
  block_reason: string | null;
  model_version: string | null;
  response_id: string | null;
  usage: Record<string, unknown> | null;
}

const shared = {
  capability: 'text',
  title: 'A model answers a question in words',
  why: 'It is what the product asks Gemini for most.',
  does: 'Asks the text model to repeat one word: about 30 tokens.',
  costUsd: 0.0001,
  expensive: false,
  baseline: true,
  cadenceMs: 21_600_000,
  deadlineMs: DEADLINE_MS,
  thresholds: { slow_ms: 5_000 },
  facts: ({ model_version }: Answer) => ({ 'model version': model_version }),
  measures: ({ usage }: Answer) => ({ tokens: usage?.['totalTokenCount'] as number | undefined }),
};

/** The model answers on AI Studio. */
export const aiStudioText: Capability<'ai_studio', Answer> = {
  ...shared,
  kind: 'ai_studio',
  requires: ['key'],
  probe: (tools, settings) => ask(tools, aiStudioClient(tools, settings), settings.textModel),
  judge,
};

/** The same on Vertex. */
export const vertexText: Capability<'vertex', Answer> = {
  ...shared,
  kind: 'vertex',
  requires: ['access'],
  async probe(tools, settings) {
    const { client } = await mintToken(tools, settings);
    return ask(tools, vertexClient(tools, settings, client), settings.textModel);
  },
  judge: (evidence, context) =>
    (isAboutToken(evidence, context) ? judgeToken(evidence, context, DEADLINE_MS) : null) ?? judge(evidence, context),
};

async function ask(tools: ProbeTools, client: GoogleGenAI, model: string): Promise<Answer> {
  const word = `OK-${tools.probeId.slice(-6)}`;
  const response: GenerateContentResponse = await client.models.generateContent({
    model,
    contents: `Reply with exactly this word and nothing else: ${word}`,
    // Thinking may eat the whole allowance and leave an empty answer; continuation would ask, and pay, again.
    config: { temperature: 0, maxOutputTokens: 1024, ...thinking(model), abortSignal: tools.signal, automaticContinuation: false },
  });
  const candidate = response.candidates?.[0];
  const text = (candidate?.content?.parts ?? []).map((part) => (part.thought ? '' : (part.text ?? ''))).join('');
  if (text !== '') tools.keep({ name: 'answer.txt', type: 'text/plain', bytes: Buffer.from(text) });
  return {
    word,
    text: tools.excerpt(text, 2_000),
    finish_reason: candidate?.finishReason ?? null,
    block_reason: response.promptFeedback?.blockReason ?? null,
    model_version: response.modelVersion ?? null,
    response_id: response.responseId ?? null,
    usage: (response.usageMetadata as Record<string, unknown> | undefined) ?? null,
  };
}

/** As little thinking as the model's family can be told; a family we don't know is told nothing, for it might refuse. */
function thinking(model: string): { thinkingConfig?: ThinkingConfig } {
  if (/^gemini-2\.5-flash/.test(model)) return { thinkingConfig: { thinkingBudget: 0 } };
  if (/^gemini-[3-9]/.test(model)) return { thinkingConfig: { thinkingLevel: ThinkingLevel.LOW } };
  return {};
}

function judge(evidence: Evidence<Answer>, context: GeminiContext): Finding {
  const trouble = judgeGemini(evidence, context, { deadlineMs: DEADLINE_MS, model: context.settings.textModel });
  if (trouble) return trouble;
  const answer = evidence.answer!;
  const said = { costUsd: shared.costUsd, metadata: { answer } };
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
      summary: cut ? 'The model thought until its allowance was used up, and said nothing.' : 'The model answered without a word.',
      hint: {
        id: cut ? 'THINKING_BUDGET' : 'NO_TEXT',
        title: cut ? 'Thinking used up the answer' : 'The answer is empty',
        steps: [
          cut
            ? 'In the product, raise maxOutputTokens or lower the thinking level for this model.'
            : 'Run the check again: a single empty answer passes.',
          `Try another model in ${'apiKey' in context.settings ? 'GEMINI_TEXT_MODEL' : 'VERTEX_TEXT_MODEL'}.`,
        ],
        doc: context.doc,
      },
    });
  }
  if (!answer.text.includes(answer.word)) {
    return ill(evidence, {
      ...said,
      status: 'fail',
      failureClass: 'wrong_result',
      rung: 'function',
      detail: 'other words',
      summary: `The model answered “${answer.text.trim().slice(0, 60)}” where it was asked to repeat ${answer.word}.`,
      hint: {
        id: 'WRONG_TEXT',
        title: 'It answers, but not what was asked',
        steps: [
          'Read the artifact answer.txt.',
          'Look at proxies or gateways that answer from a cache.',
          `Look at the model: ${answer.model_version ?? context.settings.textModel}.`,
        ],
        doc: context.doc,
      },
    });
  }
  return well(evidence, { ...said, summary: `Answered “OK” with ${answer.model_version ?? context.settings.textModel}.` });
}
