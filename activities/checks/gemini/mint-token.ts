import { Compute, GoogleAuth, JWT, OAuth2Client, type AuthClient, type JWTInput } from 'google-auth-library';
import type { ProbeTools } from '#activities/capability.ts';
import type { VertexSettings } from '#activities/settings.ts';
import { hidingCredentials } from './hiding-credentials.ts';
import { metadataToken } from './metadata-token.ts';

/** google-auth-library writes this address into its code, whatever the key file says; ours may be another. */
const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';
const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

export interface Minted {
  client: AuthClient;
  expiresAt: Date | null;
}

/** Makes an access token with the account's key, with other credentials that a file holds, or with what the machine has (ADC), and
 * declares it a secret, with all that it is made from. Everything goes through our fetch: that is what puts it under the deadline, which
 * the SDK's own signal does not reach.
 * @throws what google-auth-library throws, and an Error where no token came back. */
export async function mintToken(tools: ProbeTools, settings: VertexSettings): Promise<Minted> {
  const client = await clientOf(tools, settings);
  if (!client) {
    const { token, expiresAt } = await metadataToken(tools, settings.metadataHost, CLOUD_PLATFORM);
    tools.secret(token);
    return { client: withToken(token), expiresAt };
  }
  const { token } = await client.getAccessToken();
  if (!token) throw new Error('no access token came back');
  tools.secret(token);
  const expiry = client.credentials.expiry_date;
  return { client, expiresAt: expiry ? new Date(expiry) : null };
}

/** Null where neither the settings nor a file of gcloud's say with what. */
async function clientOf(tools: ProbeTools, { account, project, tokenUrl }: VertexSettings): Promise<AuthClient | null> {
  const fetchHidden = hidingCredentials(tools);
  const fetchToken: typeof fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    return fetchHidden(address === GOOGLE_TOKEN_URL ? tokenUrl : address, init);
  };
  // One request is one attempt: who tries again, and how often, is decided outside.
  const transporterOptions = { fetchImplementation: fetchToken, retryConfig: { retry: 0 } };
  if (account?.other === null)
    return new JWT({ email: account.clientEmail, key: account.privateKey, scopes: [CLOUD_PLATFORM], transporterOptions });
  const auth = new GoogleAuth({
    scopes: [CLOUD_PLATFORM],
    ...(project ? { projectId: project } : {}),
    ...(account?.other ? { credentials: account.other as JWTInput } : {}),
    clientOptions: { transporterOptions },
  });
  // With no more than this the library would go on to the metadata server, on its own way.
  const client = account ? await auth.getClient() : await auth._tryGetApplicationCredentialsFromWellKnownFile({ transporterOptions });
  if (client) askThrough(client as unknown as Asking, new OAuth2Client({ transporterOptions }).transporter);
  return client;
}

interface Asking {
  transporter: AuthClient['transporter'];
  /** Of a federation: who exchanges its token. */
  stsCredential?: Asking;
  /** Of one who acts as another: who he is himself. */
  sourceClient?: Asking;
}

/** What a client is made of has transports of its own, which the library makes without our options. */
function askThrough(asking: Asking, transporter: Asking['transporter']): void {
  asking.transporter = transporter;
  for (const part of [asking.stsCredential, asking.sourceClient]) if (part) askThrough(part, transporter);
}

/** No end is set: a probe is over before it, and with one the library would try to renew what it cannot. */
function withToken(token: string): AuthClient {
  const client = new Compute();
  client.setCredentials({ access_token: token });
  return client;
}
