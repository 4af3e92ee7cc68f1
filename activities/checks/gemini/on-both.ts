import type { GoogleGenAI } from '@google/genai';
import type { Capability, JudgeContext, ProbeTools } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import type { AiStudioSettings, VertexSettings } from '#activities/settings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { aiStudioClient, vertexClient } from './client.ts';
import { isAboutToken } from './is-about-token.ts';
import { judgeGemini, type GeminiContext, type ModelSetting } from './judge-gemini.ts';
import { judgeToken } from './judge-token.ts';
import { mintToken } from './mint-token.ts';

type Settings = AiStudioSettings | VertexSettings;
type Common<Answer> = Omit<Capability<'ai_studio', Answer>, 'kind' | 'requires' | 'probe' | 'judge' | 'measures' | 'facts' | 'credential'>;

interface OnBoth<Answer> extends Common<Answer> {
  facts?(answer: Answer): Record<string, unknown>;
  measures?(answer: Answer): Record<string, number | null | undefined>;
  requires: { ai_studio: string[]; vertex: string[] };
  /** The variable of the model that is asked, without the provider's name before it. */
  modelSetting: ModelSetting;
  modelOf(settings: Settings): string;
  ask(tools: ProbeTools, client: GoogleGenAI, settings: Settings): Promise<Answer>;
  /** Judges an answer; what kept one away is judged before. */
  judgeAnswer(answer: Answer, evidence: Evidence<Answer>, context: GeminiContext): Finding;
}

/** A capability of Gemini, once for AI Studio and once for Vertex, where a token is minted before it is asked. */
export function onBoth<Answer>(
  capability: OnBoth<Answer>,
): [aiStudio: Capability<'ai_studio', Answer>, vertex: Capability<'vertex', Answer>] {
  const { requires, modelSetting, modelOf, ask, judgeAnswer, ...shared } = capability;
  const { deadlineMs } = shared;
  const judge = (evidence: Evidence<Answer>, context: GeminiContext): Finding =>
    evidence.answer === null
      ? judgeGemini(evidence, context, { deadlineMs, model: modelOf(context.settings), modelSetting })!
      : judgeAnswer(evidence.answer, evidence, context);
  return [
    {
      ...shared,
      kind: 'ai_studio',
      requires: requires.ai_studio,
      probe: (tools, settings) => ask(tools, aiStudioClient(tools, settings), settings),
      judge,
    },
    {
      ...shared,
      kind: 'vertex',
      requires: requires.vertex,
      async probe(tools, settings) {
        const { client } = await mintToken(tools, settings);
        return ask(tools, vertexClient(tools, settings, client), settings);
      },
      judge: (evidence, context: JudgeContext<'vertex'>) =>
        (isAboutToken(evidence) ? judgeToken(evidence, context, deadlineMs) : null) ?? judge(evidence, context),
    },
  ];
}
