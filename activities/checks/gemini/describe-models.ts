import type { GoogleGenAI, Model } from '@google/genai';
import type { ProbeTools } from '#activities/capability.ts';
import { isMissing } from './is-missing.ts';

/** A model that the settings name, as Google describes it. */
export interface Described {
  id: string;
  /** The variables that name it. */
  variables: string[];
  /** The methods that those variables need. */
  needs: string[];
  found: boolean;
  version: string | null;
  /** What it can do; null where Google does not say (Vertex). */
  methods: string[] | null;
  input_limit: number | null;
  output_limit: number | null;
}

/** A model that exists; `methods` as above. */
export interface Other {
  id: string;
  methods: string[] | null;
}

export interface Wanted {
  variable: string;
  id: string;
  needs: string;
}

/** The models that exist, asked for where one of the wanted does not. */
const LISTED = 1000;
const LISTED_ON_VERTEX = 100;

/** Asks for each of the models; where one is missing, also which others there are (null: nobody asked, or no answer came). */
export async function describeModels(
  tools: ProbeTools,
  client: GoogleGenAI,
  wanted: Wanted[],
): Promise<{ models: Described[]; others: Other[] | null }> {
  const models: Described[] = [];
  for (const [id, all] of Map.groupBy(wanted, (one) => one.id)) {
    const model = await client.models
      .get({ model: id, config: { abortSignal: tools.signal } })
      .catch((error: unknown) => (isMissing(error) ? null : Promise.reject(error as Error)));
    models.push(described(id, all, model));
  }
  return { models, others: models.every(({ found }) => found) ? null : await listOthers(tools, client) };
}

function described(id: string, wanted: Wanted[], model: Model | null): Described {
  return {
    id,
    variables: wanted.map(({ variable }) => variable),
    needs: [...new Set(wanted.map(({ needs }) => needs))],
    found: model !== null,
    version: model?.version ?? null,
    methods: model?.supportedActions ?? null,
    input_limit: model?.inputTokenLimit ?? null,
    output_limit: model?.outputTokenLimit ?? null,
  };
}

async function listOthers(tools: ProbeTools, client: GoogleGenAI): Promise<Other[] | null> {
  const pageSize = client.vertexai ? LISTED_ON_VERTEX : LISTED;
  const listing = client.models.list({ config: { pageSize, abortSignal: tools.signal } });
  // A help for the hint only: without it the finding stands as well.
  return listing.then(
    ({ page }) => page.map(({ name, supportedActions }) => ({ id: name?.split('/').at(-1) ?? '', methods: supportedActions ?? null })),
    () => null,
  );
}
