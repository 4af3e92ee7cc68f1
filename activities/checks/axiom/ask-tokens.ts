import type { ProbeTools } from '#activities/capability.ts';
import type { AxiomSettings } from '#activities/settings.ts';

/** The organisation's API tokens, as Axiom lists them to a token with the right API tokens: Read; null where it does not, for whatever
 * reason. The SDK has no call for it. */
export async function askTokens(fetch: ProbeTools['fetch'], { token, orgId, url }: AxiomSettings): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, ...(orgId ? { 'x-axiom-org-id': orgId } : {}) };
  const response = await fetch(`${url}/v2/tokens`, { headers }).catch(() => null);
  return response?.ok ? response.json().catch(() => null) : null;
}
