import type { GenerateContentResponse } from '@google/genai';
import type { Stage } from './judge-retirement.ts';

/** What a model answered in words, as plain facts. */
export interface Answered extends Stage {
  text: string;
  finish_reason: string | null;
  block_reason: string | null;
  response_id: string | null;
  usage: Record<string, unknown> | null;
}

/** Reads the parts themselves: the SDK's own getter leaves its complaints on the console. */
export function readAnswer(response: GenerateContentResponse): Answered {
  const candidate = response.candidates?.[0];
  return {
    text: (candidate?.content?.parts ?? []).map((part) => (part.thought ? '' : (part.text ?? ''))).join(''),
    finish_reason: candidate?.finishReason ?? null,
    block_reason: response.promptFeedback?.blockReason ?? null,
    response_id: response.responseId ?? null,
    usage: (response.usageMetadata as Record<string, unknown> | undefined) ?? null,
    ...stageIn(response),
  };
}

export function stageIn({ modelVersion, modelStatus }: GenerateContentResponse): Stage {
  return {
    model_version: modelVersion ?? null,
    model_stage: modelStatus?.modelStage ?? null,
    retirement_time: modelStatus?.retirementTime ?? null,
  };
}
