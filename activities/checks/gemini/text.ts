import type { GenerateContentResponse, GoogleGenAI } from '@google/genai';
import type { Capability, ProbeTools } from '#activities/capability.ts';
import { aiStudioClient, vertexClient } from './client.ts';
import { isAboutToken } from './is-about-token.ts';
import { isMissing } from './is-missing.ts';
import { judgeText, type TextAnswer } from './judge-text.ts';
import { judgeToken } from './judge-token.ts';
import { listModels } from './list-models.ts';
import { mintToken } from './mint-token.ts';
import { readAnswer } from './read-answer.ts';
import { thinking } from './thinking.ts';
import { tokensOf } from './tokens-of.ts';

const DEADLINE_MS = 20_000;
const COST_USD = 0.0001;

const shared = {
  capability: 'text',
  title: 'A model answers a question in words',
  why: 'It is what the product asks Gemini for most.',
  does: 'Asks the text model to repeat one word: about 30 tokens.',
  costUsd: COST_USD,
  expensive: false,
  baseline: true,
  cadenceMs: 21_600_000,
  deadlineMs: DEADLINE_MS,
  thresholds: { slow_ms: 5_000, retiring_days: 30 },
  facts: (answer: TextAnswer) => ('word' in answer ? { 'model version': answer.model_version } : {}),
  measures: (answer: TextAnswer) => ('word' in answer ? { tokens: tokensOf(answer) } : {}),
};

/** The model answers on AI Studio. */
export const aiStudioText: Capability<'ai_studio', TextAnswer> = {
  ...shared,
  kind: 'ai_studio',
  requires: ['key'],
  probe: (tools, settings) => ask(tools, aiStudioClient(tools, settings), settings.textModel),
  judge: (evidence, context) => judgeText(evidence, context, { deadlineMs: DEADLINE_MS, costUsd: COST_USD }),
};

/** The same on Vertex. */
export const vertexText: Capability<'vertex', TextAnswer> = {
  ...shared,
  kind: 'vertex',
  requires: ['access'],
  async probe(tools, settings) {
    const { client } = await mintToken(tools, settings);
    return ask(tools, vertexClient(tools, settings, client), settings.textModel);
  },
  judge: (evidence, context) =>
    (isAboutToken(evidence) ? judgeToken(evidence, context, DEADLINE_MS) : null) ??
    judgeText(evidence, context, { deadlineMs: DEADLINE_MS, costUsd: COST_USD }),
};

async function ask(tools: ProbeTools, client: GoogleGenAI, model: string): Promise<TextAnswer> {
  const word = `OK-${tools.probeId.slice(-6)}`;
  try {
    const response: GenerateContentResponse = await client.models.generateContent({
      model,
      contents: `Reply with exactly this word and nothing else: ${word}`,
      // Thinking may eat the whole allowance and leave an empty answer; continuation would ask, and pay, again.
      config: { temperature: 0, maxOutputTokens: 1024, ...thinking(model), abortSignal: tools.signal, automaticContinuation: false },
    });
    const answer = readAnswer(response);
    if (answer.text !== '') tools.keep({ name: 'answer.txt', type: 'text/plain', bytes: Buffer.from(answer.text) });
    return { word, ...answer, text: tools.excerpt(answer.text, 2_000) };
  } catch (error) {
    // On Vertex `access` comes before, which asks in another location too.
    if (client.vertexai || !isMissing(error)) throw error;
    return { others: await listModels(tools, client) };
  }
}
