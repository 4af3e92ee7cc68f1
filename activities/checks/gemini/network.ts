import { networkCheck } from '#activities/network/network-check.ts';
import { vertexAddress } from './client.ts';

/** The way to AI Studio. */
export const aiStudioNetwork = networkCheck({
  kind: 'ai_studio',
  service: 'Gemini (AI Studio)',
  hostsOf: ({ baseUrl }) => [{ url: baseUrl, variable: 'GEMINI_BASE_URL' }],
});

/** The way to Vertex, and to the service that gives its tokens. */
export const vertexNetwork = networkCheck({
  kind: 'vertex',
  service: 'Gemini (Vertex)',
  hostsOf: (settings) => [
    { url: settings.tokenUrl, variable: 'GOOGLE_TOKEN_URL' },
    { url: vertexAddress(settings), variable: settings.baseUrl ? 'VERTEX_BASE_URL' : 'GOOGLE_CLOUD_LOCATION' },
  ],
});
