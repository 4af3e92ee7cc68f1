import type { AuthClient } from 'google-auth-library';
import { defineCapability, type ProbeTools } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import type { VertexSettings } from '#activities/settings.ts';
import { vertexClient } from './client.ts';
import { isAboutToken } from './is-about-token.ts';
import { isMissing } from './is-missing.ts';
import { judgeGemini } from './judge-gemini.ts';
import { judgeRegion, type Tried } from './judge-region.ts';
import { judgeToken } from './judge-token.ts';
import { listModels, type Other } from './list-models.ts';
import { mintToken } from './mint-token.ts';
import { whoAsks } from './who-asks.ts';

const DEADLINE_MS = 15_000;
/** The other location is a help only: it must leave the deadline to what was asked for. */
const ALTERNATIVE_MS = 5_000;

interface Answer {
  tried: Tried[];
  /** The models that there are; null where the configured one is there, or nobody could say. */
  others: Other[] | null;
}

/** The account may use Vertex in its project, here. Counting tokens asks for all of it and costs nothing. */
export const vertexAccess = defineCapability({
  kind: 'vertex',
  capability: 'access',
  title: 'The account may use Vertex in this project and location',
  why: 'The API, the role, the billing and the location are each set apart from the key, and each of them alone keeps all answers away.',
  does: 'Counts the tokens of one word in the configured location; where the model is not there, once more in another.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['credentials'],
  deadlineMs: DEADLINE_MS,
  thresholds: { slow_ms: 5_000 },
  facts: ({ tried }: Answer) => ({
    locations: tried.map(({ location, status }) => `${location}: HTTP ${status ?? 'none'}`).join(', '),
  }),
  async probe(tools, settings): Promise<Answer> {
    const { client } = await mintToken(tools, settings);
    const { location } = settings;
    try {
      await count(tools, settings, client, tools.signal);
      return { tried: [{ location, status: 200 }], others: null };
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    const other = await elsewhere(tools, settings, client);
    const others = other.status === 404 ? await listModels(tools, vertexClient(tools, settings, client)) : null;
    return { tried: [{ location, status: 404 }, other], others };
  },
  judge(evidence, context) {
    const { project, location, textModel, account } = context.settings;
    const trouble =
      (isAboutToken(evidence) ? judgeToken(evidence, context, DEADLINE_MS) : null) ??
      // With an answer at hand the last exchange is the other location's, which is judged with the first.
      (evidence.answer
        ? judgeRegion(evidence, context, evidence.answer)
        : judgeGemini(evidence, context, { deadlineMs: DEADLINE_MS, model: textModel }));
    return (
      trouble ??
      well(evidence, {
        summary: `${account?.clientEmail || (account ? `The account of ${whoAsks(account)}` : 'The machine’s account')} may use ${textModel} in ${project}, location ${location}.`,
        metadata: { project, location, model: textModel, account: account?.clientEmail || null, answer: { tried: evidence.answer?.tried } },
      })
    );
  },
});

async function count(tools: ProbeTools, settings: VertexSettings, client: AuthClient, abortSignal: AbortSignal): Promise<void> {
  await vertexClient(tools, settings, client).models.countTokens({ model: settings.textModel, contents: 'Hello', config: { abortSignal } });
}

async function elsewhere(tools: ProbeTools, settings: VertexSettings, client: AuthClient): Promise<Tried> {
  // Models that are new are in `global` first; what is not there is most likely in the region that gets all others first.
  const location = settings.location === 'global' ? 'us-central1' : 'global';
  const signal = AbortSignal.any([tools.signal, AbortSignal.timeout(ALTERNATIVE_MS)]);
  return count(tools, { ...settings, location }, client, signal).then(
    () => ({ location, status: 200 }),
    (error: { status?: number }) => ({ location, status: error.status ?? null }),
  );
}
