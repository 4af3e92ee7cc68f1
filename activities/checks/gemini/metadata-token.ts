import type { ProbeTools } from '#activities/capability.ts';

/** Only machines of Google's answer there, and at once; elsewhere the address leads nowhere. */
const ANSWERS_WITHIN_MS = 3_000;
const TOKEN_PATH = '/computeMetadata/v1/instance/service-accounts/default/token';

/** The name of the error where the machine has no account to give a token for. */
export const NO_DEFAULTS = 'NoDefaultCredentials';

/** A token for the account that is attached to this machine, from Google's metadata server at `host` (`address[:port]`). The library asks
 * it past every fetch that it is given: here it is recorded, and ends with the deadline.
 * @throws an Error of the name NO_DEFAULTS where nobody answers with a token */
export async function metadataToken(tools: ProbeTools, host: string, scope: string): Promise<{ token: string; expiresAt: Date | null }> {
  const began = Date.now();
  const signal = AbortSignal.any([tools.signal, AbortSignal.timeout(ANSWERS_WITHIN_MS)]);
  const answer = await tools
    .fetch(`http://${host}${TOKEN_PATH}?scopes=${encodeURIComponent(scope)}`, { headers: { 'Metadata-Flavor': 'Google' }, signal })
    .then((response) => (response.ok ? (response.json() as Promise<{ access_token?: string; expires_in?: number }>) : null))
    .catch(() => null);
  tools.signal.throwIfAborted();
  if (!answer?.access_token) throw Object.assign(new Error('this machine has no default credentials'), { name: NO_DEFAULTS });
  return { token: answer.access_token, expiresAt: answer.expires_in ? new Date(began + answer.expires_in * 1_000) : null };
}
