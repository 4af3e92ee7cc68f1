import { GoogleAuth, JWT, type AuthClient } from 'google-auth-library';
import type { ProbeTools } from '#activities/capability.ts';
import type { VertexSettings } from '#activities/settings.ts';

/** google-auth-library writes this address into its code, whatever the key file says; ours may be another. */
const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';
const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

export interface Minted {
  client: AuthClient;
  expiresAt: Date | null;
}

/** Makes an access token with the account's key, or with what the machine has (ADC), and declares it a secret. The exchange goes
 * through our fetch: that is what puts it under the deadline, which the SDK's own signal does not reach.
 * @throws what google-auth-library throws, and an Error where no token came back. */
export async function mintToken(tools: ProbeTools, { account, project, tokenUrl }: VertexSettings): Promise<Minted> {
  const fetchToken: typeof fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    return tools.fetch(address === GOOGLE_TOKEN_URL ? tokenUrl : address, init);
  };
  // One request is one attempt: who tries again, and how often, is decided outside.
  const transporterOptions = { fetchImplementation: fetchToken, retryConfig: { retry: 0 } };
  const client = account
    ? new JWT({ email: account.clientEmail, key: account.privateKey, scopes: [CLOUD_PLATFORM], transporterOptions })
    : await new GoogleAuth({
        scopes: [CLOUD_PLATFORM],
        ...(project ? { projectId: project } : {}),
        clientOptions: { transporterOptions },
      }).getClient();
  const { token } = await client.getAccessToken();
  if (!token) throw new Error('no access token came back');
  tools.secret(token);
  const expiry = client.credentials.expiry_date;
  return { client, expiresAt: expiry ? new Date(expiry) : null };
}
