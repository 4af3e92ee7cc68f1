import { ThinkingLevel, type ThinkingConfig } from '@google/genai';

/** As little thinking as the model's family can be told; a family we don't know is told nothing, for it might refuse. */
export function thinking(model: string): { thinkingConfig?: ThinkingConfig } {
  if (/^gemini-2\.5-flash/.test(model)) return { thinkingConfig: { thinkingBudget: 0 } };
  if (/^gemini-[3-9]/.test(model)) return { thinkingConfig: { thinkingLevel: ThinkingLevel.LOW } };
  return {};
}
