import { AxiomWithoutBatching } from '@axiomhq/js';
import type { ProbeTools } from '#activities/capability.ts';
import type { AxiomSettings } from '#activities/settings.ts';

/** The SDK as the probes use it: our fetch, and errors that are thrown instead of written to the console. */
export function axiomClient(tools: ProbeTools, settings: AxiomSettings): AxiomWithoutBatching {
  return new AxiomWithoutBatching({
    token: settings.token,
    url: settings.url,
    ...(settings.orgId ? { orgId: settings.orgId } : {}),
    ...(settings.edgeUrl ? { edgeUrl: settings.edgeUrl } : {}),
    fetch: tools.fetch,
    onError: (error) => {
      throw error;
    },
  });
}
