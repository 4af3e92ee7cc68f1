import { GoogleGenAI } from '@google/genai';
import type { AuthClient } from 'google-auth-library';
import type { ProbeTools } from '#activities/capability.ts';
import type { AiStudioSettings, VertexSettings } from '#activities/settings.ts';

/** The SDK on AI Studio as the probes use it: everything said explicitly, so that no variable of the machine moves the target. */
export function aiStudioClient(tools: ProbeTools, settings: AiStudioSettings): GoogleGenAI {
  return new GoogleGenAI({
    vertexai: false,
    apiKey: settings.apiKey,
    apiVersion: settings.apiVersion,
    httpOptions: { baseUrl: settings.baseUrl, fetch: tools.fetch },
  });
}

/** The SDK on Vertex, for an account that has its token already. */
export function vertexClient(tools: ProbeTools, settings: VertexSettings, authClient: AuthClient): GoogleGenAI {
  return new GoogleGenAI({
    vertexai: true,
    project: settings.project,
    location: settings.location,
    apiVersion: 'v1beta1',
    googleAuthOptions: { authClient },
    httpOptions: { baseUrl: vertexAddress(settings), fetch: tools.fetch },
  });
}

/** The address that is set, or Google's own host for the location. Left to the SDK, GOOGLE_VERTEX_BASE_URL of the machine could put another in its place. */
export function vertexAddress({ baseUrl, location }: Pick<VertexSettings, 'baseUrl' | 'location'>): string {
  if (baseUrl !== null) return baseUrl;
  if (location === 'global') return 'https://aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `https://aiplatform.${location}.rep.googleapis.com`;
  return `https://${location}-aiplatform.googleapis.com`;
}
