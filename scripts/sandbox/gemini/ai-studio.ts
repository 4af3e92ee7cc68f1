import type { SandboxHost, SandboxWorld } from '#scripts/sandbox/provider.ts';
import { generateContent, sendJson, sendUnknownPath } from './answers.ts';
import { countTokens } from './count-tokens.ts';
import { echoOf, errorInfo, googleError, quotaError } from './errors.ts';

const SERVICE = { service: 'generativelanguage.googleapis.com' };

/** generativelanguage.googleapis.com: takes the key in `x-goog-api-key`, lists models, counts tokens, answers generateContent. */
export function aiStudioHost(world: SandboxWorld): SandboxHost {
  const isBroken = (kind: string): boolean => world.isBroken(`ai-studio.${kind}`);
  return {
    name: 'ai-studio',
    handle(request, response) {
      const { pathname, searchParams } = request.url;
      const path = /^\/(?:v1|v1beta|v1alpha)\/(.+)$/.exec(pathname)?.[1];
      if (path === undefined) return sendUnknownPath(response, pathname);
      const refused = keyRefusal(request.headers['x-goog-api-key'] ?? '');
      if (refused) return sendJson(response, ...refused);
      if (request.method === 'GET' && path === 'models') return sendJson(response, 200, models(Number(searchParams.get('pageSize') ?? 50)));
      const counting = request.method === 'POST' && /^models\/[^/:]+:countTokens$/.test(path);
      if (counting) return sendJson(response, 200, isBroken('count_missing') ? {} : countTokens(request));
      const model = /^models\/([^/:]+):generateContent$/.exec(path)?.[1];
      if (request.method !== 'POST' || !model) return sendUnknownPath(response, pathname);
      const failed = modelRefusal(model);
      if (failed) return sendJson(response, ...failed);
      return sendJson(response, 200, generateContent(request, model, isBroken));
    },
  };

  function keyRefusal(key: string): [number, object] | null {
    const invalid = (message: string): [number, object] => [
      400,
      googleError(400, 'INVALID_ARGUMENT', message, [errorInfo('API_KEY_INVALID', SERVICE)]),
    ];
    if (isBroken('echoes_secret')) return invalid(echoOf(key));
    if (key !== world.secrets.geminiApiKey || isBroken('key_invalid')) return invalid('API key not valid. Please pass a valid API key.');
    if (isBroken('key_leaked'))
      return [403, googleError(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.')];
    if (isBroken('key_restricted'))
      return [
        403,
        googleError(403, 'PERMISSION_DENIED', 'Requests to this API are blocked.', [errorInfo('API_KEY_SERVICE_BLOCKED', SERVICE)]),
      ];
    return null;
  }

  function modelRefusal(model: string): [number, object] | null {
    if (isBroken('quota'))
      return [
        429,
        quotaError(
          'generativelanguage.googleapis.com/generate_content_free_tier_requests',
          'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
          '10',
        ),
      ];
    if (isBroken('credits_gone')) return [402, googleError(402, 'RESOURCE_EXHAUSTED', 'Your prepaid credits are depleted.')];
    if (isBroken('free_tier'))
      return [
        400,
        googleError(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use without a billing account linked.'),
      ];
    if (isBroken('unknown_field'))
      return [
        400,
        googleError(
          400,
          'INVALID_ARGUMENT',
          'Invalid JSON payload received. Unknown name "thinkingConfig" at \'generation_config\': Cannot find field.',
        ),
      ];
    if (isBroken('model_missing'))
      return [
        404,
        googleError(404, 'NOT_FOUND', `models/${model} is not found for API version v1beta, or is not supported for generateContent.`),
      ];
    return null;
  }
}

const MODELS = [
  { id: 'gemini-3.8-flash', version: '3.8', displayName: 'Gemini 3.8 Flash' },
  { id: 'gemini-2.5-flash', version: '001', displayName: 'Gemini 2.5 Flash' },
];

function models(pageSize: number): object {
  const page = MODELS.slice(0, pageSize);
  return {
    models: page.map(({ id, ...model }) => ({
      name: `models/${id}`,
      ...model,
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      supportedGenerationMethods: ['generateContent', 'countTokens'],
      temperature: 1,
      topP: 0.95,
      topK: 64,
    })),
    ...(page.length < MODELS.length ? { nextPageToken: Buffer.from(`after ${page.length}`).toString('base64url') } : {}),
  };
}
