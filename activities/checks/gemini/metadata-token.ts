import type { ProbeTools } from '#activities/capability.ts';
import { hidingCredentials } from './hiding-credentials.ts';
import { isUsualMetadataHost } from './metadata-host.ts';

/** Only machines of Google's answer at the usual address, and at once; elsewhere it leads nowhere. An address that was set is one that answers. */
const ANSWERS_WITHIN_MS = 3_000;
const TOKEN_PATH = '/computeMetadata/v1/instance/service-accounts/default/token';

/** A token for the account that is attached to this machine, from Google's metadata server at `host` (`address[:port]`). The library asks
 * it past every fetch that it is given: here it is recorded, and ends with the deadline.
 * @throws what fetch throws, and an Error where no token came back */
export async function metadataToken(tools: ProbeTools, host: string, scope: string): Promise<{ token: string; expiresAt: Date | null }> {
  const began = Date.now();
  const signal = isUsualMetadataHost(host) ? AbortSignal.any([tools.signal, AbortSignal.timeout(ANSWERS_WITHIN_MS)]) : tools.signal;
  const address = `http://${host}${TOKEN_PATH}?scopes=${encodeURIComponent(scope)}`;
  const response = await hidingCredentials(tools)(address, { headers: { 'Metadata-Flavor': 'Google' }, signal });
  if (!response.ok) throw new Error(`the metadata server answered HTTP ${response.status}`);
  const { access_token: token, expires_in: seconds } = (await response.json()) as { access_token?: string; expires_in?: number };
  if (!token) throw new Error('the metadata server gave no access token');
  return { token, expiresAt: seconds ? new Date(began + seconds * 1_000) : null };
}
