import type { GoogleGenAI } from '@google/genai';
import type { ProbeTools } from '#activities/capability.ts';
import { compareVectors, type Compared } from './compare-vectors.ts';
import { judgeVectors } from './judge-vectors.ts';
import { onBoth } from './on-both.ts';

/** The second says what the first says, the third something else. */
const TEXTS = ['The dog runs through the park.', 'A dog is running in the park.', 'Interest rates rose by half a percent.'];
const DIMENSIONS = 128;

interface Answer extends Compared {
  asked: { texts: number; dimensions: number };
}

/** Texts become vectors, and what means the same lies near. */
export const [aiStudioEmbedding, vertexEmbedding] = onBoth<Answer>({
  capability: 'embedding',
  title: 'Texts become vectors, and like lies near like',
  why: 'A search over vectors goes wrong silently: with another number of dimensions, or with vectors that mean nothing.',
  does: 'Embeds three short sentences in 128 dimensions: two that mean the same, one that does not.',
  costUsd: 0.00001,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: { ai_studio: ['models'], vertex: ['models'] },
  deadlineMs: 20_000,
  thresholds: { slow_ms: 5_000 },
  facts: ({ lengths }) => ({ dimensions: lengths[0] }),
  measures: ({ lengths, cosines: [near, far] }) => ({ dimensions: lengths[0], 'cosine of like': near, 'cosine of unlike': far }),
  modelSetting: 'EMBEDDING_MODEL',
  modelOf: ({ embeddingModel }) => embeddingModel,
  async ask(tools, client, { embeddingModel }) {
    const vectors = await embed(tools, client, embeddingModel);
    return { asked: { texts: TEXTS.length, dimensions: DIMENSIONS }, ...compareVectors(vectors) };
  },
  judgeAnswer: (answer, evidence, context) => judgeVectors(evidence, context, answer, answer.asked),
});

async function embed(tools: ProbeTools, client: GoogleGenAI, model: string): Promise<number[][]> {
  // As contents of their own: texts alone are parts of one, and Gemini Embedding 2 folds those into one vector.
  const contents = TEXTS.map((text) => ({ parts: [{ text }] }));
  const config = { outputDimensionality: DIMENSIONS, abortSignal: tools.signal };
  // Vertex takes several at once from some models only.
  const batches = client.vertexai ? contents.map((content) => [content]) : [contents];
  const vectors: number[][] = [];
  for (const batch of batches) {
    const { embeddings } = await client.models.embedContent({ model, contents: batch, config });
    vectors.push(...(embeddings ?? []).map(({ values }) => values ?? []));
  }
  return vectors;
}
