import type { GoogleGenAI } from '@google/genai';
import type { ProbeTools } from '#activities/capability.ts';

/** A model that exists; `methods` is what it can do, or null where Google does not say (Vertex). */
export interface Other {
  id: string;
  methods: string[] | null;
}

const LISTED = 1000;
const LISTED_ON_VERTEX = 100;
/** The list is a help for the hint only: it must leave the deadline to what was asked for. */
const LISTING_MS = 5_000;

/** The models that exist, asked for where a wanted one does not; null where no list came: without it the finding stands as well. */
export async function listModels(tools: ProbeTools, client: GoogleGenAI): Promise<Other[] | null> {
  const pageSize = client.vertexai ? LISTED_ON_VERTEX : LISTED;
  const abortSignal = AbortSignal.any([tools.signal, AbortSignal.timeout(LISTING_MS)]);
  return client.models.list({ config: { pageSize, abortSignal } }).then(
    ({ page }) => page.map(({ name, supportedActions }) => ({ id: name?.split('/').at(-1) ?? '', methods: supportedActions ?? null })),
    () => null,
  );
}
