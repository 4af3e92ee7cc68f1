import type { GenerateContentResponse } from '@google/genai';

/** What a model answered in words, as plain facts. */
export interface Answered {
  text: string;
  finish_reason: string | null;
  block_reason: string | null;
  model_version: string | null;
  response_id: string | null;
  usage: Record<string, unknown> | null;
  /** STABLE, LEGACY, DEPRECATED …; null where the answer does not say (Vertex never does). */
  model_stage: string | null;
  /** When the model is withdrawn, ISO 8601. */
  retirement_time: string | null;
}

/** Reads the parts themselves: the SDK's own getter leaves its complaints on the console. */
export function readAnswer(response: GenerateContentResponse): Answered {
  const candidate = response.candidates?.[0];
  return {
    text: (candidate?.content?.parts ?? []).map((part) => (part.thought ? '' : (part.text ?? ''))).join(''),
    finish_reason: candidate?.finishReason ?? null,
    block_reason: response.promptFeedback?.blockReason ?? null,
    model_version: response.modelVersion ?? null,
    response_id: response.responseId ?? null,
    usage: (response.usageMetadata as Record<string, unknown> | undefined) ?? null,
    model_stage: response.modelStatus?.modelStage ?? null,
    retirement_time: response.modelStatus?.retirementTime ?? null,
  };
}
