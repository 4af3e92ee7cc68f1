import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { Finding, Hint } from '#workflows/core/finding.ts';
import type { Compared } from './compare-vectors.ts';
import type { GeminiContext } from './judge-gemini.ts';

/** The price of the few tokens, rounded up. */
const COST_USD = 0.00001;

interface Flaw extends Pick<Hint, 'id' | 'title' | 'steps'> {
  status: 'warn' | 'fail';
  detail: string;
  summary: string;
}

/** Judges vectors: one for each text, of numbers, of one length, like near like, and as long as was asked for. */
export function judgeVectors(
  evidence: Evidence<unknown>,
  context: GeminiContext,
  compared: Compared,
  asked: { texts: number; dimensions: number },
): Finding {
  const { embeddingModel } = context.settings;
  const metadata = { answer: compared, asked, model: embeddingModel };
  const flaw = missing(compared, asked, context) ?? meaningless(compared, context) ?? otherLength(compared, asked, context);
  if (flaw) {
    const { status, detail, summary, ...hint } = flaw;
    return ill(evidence, {
      status,
      failureClass: 'wrong_result',
      rung: 'function',
      detail,
      summary,
      costUsd: COST_USD,
      metadata,
      hint: { ...hint, doc: context.doc },
    });
  }
  const [near, far] = compared.cosines;
  return well(evidence, {
    summary: `${asked.dimensions} numbers for each text, by ${embeddingModel}; like lies at ${near}, unlike at ${far}.`,
    costUsd: COST_USD,
    metadata,
  });
}

function variableOf({ settings }: GeminiContext): string {
  return 'apiKey' in settings ? 'GEMINI_EMBEDDING_MODEL' : 'VERTEX_EMBEDDING_MODEL';
}

function missing({ lengths }: Compared, { texts }: { texts: number }, context: GeminiContext): Flaw | null {
  if (lengths.length === texts && !lengths.includes(0)) return null;
  const came = lengths.filter((length) => length > 0).length;
  return {
    status: 'fail',
    detail: `${came} of ${texts} vectors`,
    summary: `${came === 1 ? 'One vector' : `${came || 'No'} vectors`} came back for ${texts} texts.`,
    id: 'VECTORS_MISSING',
    title: 'Not every text got a vector',
    steps: [
      came === 1
        ? 'Look whether the product sends several texts at once: some models fold them into one vector; send each as a content of its own.'
        : 'Run the check again: a single empty answer passes.',
      `Try another model in ${variableOf(context)}.`,
      'Read what came back: it stands in the probe’s metadata.',
    ],
  };
}

function meaningless({ lengths, norms, cosines }: Compared, context: GeminiContext): Flaw | null {
  const [near, far] = cosines;
  const said = (detail: string, summary: string): Flaw => ({
    status: 'fail',
    detail,
    summary,
    id: 'VECTORS_WRONG',
    title: 'The vectors mean nothing',
    steps: [
      'Write nothing of today into the product’s index before this is clear.',
      `Look at ${'apiKey' in context.settings ? 'GEMINI_BASE_URL' : 'VERTEX_BASE_URL'} and at gateways on the way that answer from a cache.`,
      `Run the check again; if it stays, try another model in ${variableOf(context)}.`,
    ],
  });
  if (norms.includes(null)) return said('not finite', 'Some of the numbers in the vectors are none (NaN or infinite).');
  if (norms.includes(0)) return said('all zero', 'A vector came back that is all zeros.');
  if (new Set(lengths).size > 1) return said(lengths.join(', '), `The vectors of one model have different lengths: ${lengths.join(', ')}.`);
  if (near! > far!) return null;
  return said(`${near} ≤ ${far}`, `Two sentences that mean the same lie no nearer (${near}) than two that do not (${far}).`);
}

function otherLength({ lengths }: Compared, { dimensions }: { dimensions: number }, context: GeminiContext): Flaw | null {
  if (lengths[0] === dimensions) return null;
  const { embeddingModel } = context.settings;
  return {
    status: 'warn',
    detail: `${lengths[0]} for ${dimensions}`,
    summary: `${embeddingModel} gives ${lengths[0]} dimensions where ${dimensions} were asked for.`,
    id: 'DIMENSIONS',
    title: 'The number of dimensions cannot be chosen',
    steps: [
      `Look at the column or the index of the product: it must take ${lengths[0]} dimensions if it asks this model for fewer.`,
      `If the product chooses the number (outputDimensionality), put a model into ${variableOf(context)} that can.`,
      'Vectors of different lengths, or of different models, cannot be compared: embed all texts anew when the model changes.',
    ],
  };
}
