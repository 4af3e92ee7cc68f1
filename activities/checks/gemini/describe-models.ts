import type { GoogleGenAI, Model } from '@google/genai';
import type { ProbeTools } from '#activities/capability.ts';
import { isMissing } from './is-missing.ts';
import { listModels, type Other } from './list-models.ts';

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

export interface Wanted {
  variable: string;
  id: string;
  needs: string;
}

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
  return { models, others: models.every(({ found }) => found) ? null : await listModels(tools, client) };
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
