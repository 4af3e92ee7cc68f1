import { createHash } from 'node:crypto';
import type { SandboxRequest } from '#scripts/sandbox/provider.ts';

interface Content {
  parts?: { text?: string }[];
}
interface Asked {
  requests?: { content?: Content; outputDimensionality?: number }[];
  content?: Content;
  embedContentConfig?: { outputDimensionality?: number };
  instances?: { content?: string }[];
  parameters?: { outputDimensionality?: number };
}

const ALL_DIMENSIONS = 3072;
/** What a model gives that does not let itself be told. */
const OTHER_DIMENSIONS = 256;

/** Embeds by words: texts that share words lie near each other. `method` is the one that was called; each has a form of its own. */
export function embeddings(request: SandboxRequest, method: string, isBroken: (kind: string) => boolean): object {
  const asked = JSON.parse(request.body.toString() || '{}') as Asked;
  const embed = (text: string, dimensions = ALL_DIMENSIONS): number[] =>
    vectorOf(isBroken('embedding_flat') ? 'the same' : text, isBroken('embedding_dimensions') ? OTHER_DIMENSIONS : dimensions);
  if (method === 'batchEmbedContents')
    return {
      embeddings: (asked.requests ?? []).map((one) => ({ values: embed(textOf(one.content), one.outputDimensionality) })),
    };
  if (method === 'embedContent')
    return {
      embedding: { values: embed(textOf(asked.content), asked.embedContentConfig?.outputDimensionality) },
      usageMetadata: { promptTokenCount: 8, totalTokenCount: 8 },
    };
  return {
    predictions: (asked.instances ?? []).map(({ content = '' }) => ({
      embeddings: { values: embed(content, asked.parameters?.outputDimensionality), statistics: { truncated: false, token_count: 8 } },
    })),
  };
}

const textOf = (content: Content | undefined): string => (content?.parts ?? []).map(({ text }) => text ?? '').join(' ');

/** The sum of a fixed direction for each word, of length 1. */
function vectorOf(text: string, dimensions: number): number[] {
  const words = (text.toLowerCase().match(/\w+/g) ?? []).map((word) => directionOf(word, dimensions));
  const sum = Array.from({ length: dimensions }, (_, at) => words.reduce((total, word) => total + word[at]!, 0));
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => Number((value / length).toFixed(7)));
}

function directionOf(word: string, dimensions: number): number[] {
  const bytes = createHash('shake256', { outputLength: dimensions }).update(word).digest();
  return [...bytes].map((byte) => byte / 127.5 - 1);
}
