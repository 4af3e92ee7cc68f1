import { GoogleGenAI } from '@google/genai';
import type { GoogleAuthOptions } from 'google-auth-library';
import type { ProbeTools } from '#activities/capability.ts';
import type { AiStudioSettings, VertexSettings } from '#activities/settings.ts';

/** google-auth-library writes this address into its code, whatever the key file says; ours may be another. */
const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';
export const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

/** The SDK on AI Studio as the probes use it: everything said explicitly, so that no variable of the machine moves the target. */
export function aiStudioClient(tools: ProbeTools, settings: AiStudioSettings): GoogleGenAI {
  return new GoogleGenAI({
    vertexai: false,
    apiKey: settings.apiKey,
    httpOptions: { baseUrl: settings.baseUrl, apiVersion: settings.apiVersion, fetch: tools.fetch },
  });
}

/** The SDK on Vertex; the token exchange goes through our fetch too, which is what puts it under the deadline. */
export function vertexClient(tools: ProbeTools, settings: VertexSettings): GoogleGenAI {
  return new GoogleGenAI({
    vertexai: true,
    project: settings.project,
    location: settings.location,
    googleAuthOptions: googleAuthOptions(tools, settings),
    httpOptions: { ...(settings.baseUrl ? { baseUrl: settings.baseUrl } : {}), fetch: tools.fetch },
  });
}

/** How tokens are made: with the account's key, or with what the machine has (ADC). */
export function googleAuthOptions(tools: ProbeTools, { account, project, tokenUrl }: VertexSettings): GoogleAuthOptions {
  const fetchToken: typeof fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    return tools.fetch(address === GOOGLE_TOKEN_URL ? tokenUrl : address, init);
  };
  return {
    scopes: [CLOUD_PLATFORM],
    ...(project ? { projectId: project } : {}),
    ...(account ? { credentials: { client_email: account.clientEmail, private_key: account.privateKey } } : {}),
    clientOptions: { transporterOptions: { fetchImplementation: fetchToken } },
  };
}
