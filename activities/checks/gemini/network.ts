import { networkCheck } from '#activities/network/network-check.ts';
import type { VertexSettings } from '#activities/settings.ts';
import { vertexAddress } from './client.ts';
import { isFederated } from './is-federated.ts';

const STS_URL = 'https://sts.googleapis.com';

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
    tokenHost(settings),
    { url: vertexAddress(settings), variable: settings.baseUrl ? 'VERTEX_BASE_URL' : 'GOOGLE_CLOUD_LOCATION' },
  ],
});

function tokenHost({ account, tokenUrl }: VertexSettings): { url: string; variable: string } {
  if (!account || !isFederated(account)) return { url: tokenUrl, variable: 'GOOGLE_TOKEN_URL' };
  const { token_url: url } = account.other as { token_url?: unknown };
  return { url: typeof url === 'string' && URL.canParse(url) ? url : STS_URL, variable: account.source };
}
