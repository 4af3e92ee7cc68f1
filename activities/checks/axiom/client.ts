import { AxiomWithoutBatching } from '@axiomhq/js';
import type { ProbeTools } from '#activities/capability.ts';
import type { AxiomSettings } from '#activities/settings.ts';
import { heedingWaits } from './heeding-waits.ts';

/** The SDK as the probes use it: our fetch, that asks nobody too soon, and errors that are thrown instead of written to the console. */
export function axiomClient(tools: ProbeTools, settings: AxiomSettings): AxiomWithoutBatching {
  return new AxiomWithoutBatching({
    token: settings.token,
    url: settings.url,
    ...(settings.orgId ? { orgId: settings.orgId } : {}),
    ...(settings.edgeUrl ? { edgeUrl: settings.edgeUrl } : {}),
    fetch: heedingWaits(tools.fetch),
    onError: (error) => {
      throw error;
    },
  });
}
