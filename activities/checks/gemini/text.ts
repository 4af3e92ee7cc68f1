import type { GenerateContentResponse, GoogleGenAI } from '@google/genai';
import type { Capability, ProbeTools } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { aiStudioClient, vertexClient } from './client.ts';
import { isAboutToken } from './is-about-token.ts';
import { judgeGemini, type GeminiContext } from './judge-gemini.ts';
import { judgeRetirement } from './judge-retirement.ts';
import { judgeSilence } from './judge-silence.ts';
import { judgeToken } from './judge-token.ts';
import { mintToken } from './mint-token.ts';
import { readAnswer, type Answered } from './read-answer.ts';
import { thinking } from './thinking.ts';

const DEADLINE_MS = 20_000;

interface Answer extends Answered {
  word: string;
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
  thresholds: { slow_ms: 5_000, retiring_days: 30 },
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
  const answer = readAnswer(response);
  if (answer.text !== '') tools.keep({ name: 'answer.txt', type: 'text/plain', bytes: Buffer.from(answer.text) });
  return { word, ...answer, text: tools.excerpt(answer.text, 2_000) };
}

function judge(evidence: Evidence<Answer>, context: GeminiContext): Finding {
  const trouble = judgeGemini(evidence, context, { deadlineMs: DEADLINE_MS, model: context.settings.textModel });
  if (trouble) return trouble;
  const answer = evidence.answer!;
  const said = { costUsd: shared.costUsd, metadata: { answer } };
  const silence = judgeSilence(evidence, context, answer, said);
  if (silence) return silence;
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
  return (
    judgeRetirement(evidence, context, answer, said) ??
    well(evidence, { ...said, summary: `Answered “OK” with ${answer.model_version ?? context.settings.textModel}.` })
  );
}
