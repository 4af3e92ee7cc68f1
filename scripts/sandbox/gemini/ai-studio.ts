import type { SandboxHost, SandboxWorld } from '#scripts/sandbox/provider.ts';
import { generateContent, sendJson, sendUnknownPath } from './answers.ts';
import { modelCalled, MODELS, type SandboxModel } from './catalogue.ts';
import { countTokens } from './count-tokens.ts';
import { embeddings } from './embeddings.ts';
import { echoOf, errorInfo, googleError, quotaError, unknownField } from './errors.ts';
import { paint, wantsPicture } from './paint.ts';

const WITHOUT_PICTURE = { missing: 'NO_IMAGE', blocked: 'IMAGE_SAFETY' };
const FREE_REQUESTS = 'generativelanguage.googleapis.com/generate_content_free_tier_requests';
const SERVICE = { service: 'generativelanguage.googleapis.com' };
/** What a model must be able to do for a method, where it has another name. */
const METHODS: Record<string, string> = { batchEmbedContents: 'embedContent' };

/** generativelanguage.googleapis.com: takes the key in `x-goog-api-key`, lists and describes models, counts tokens, embeds, answers generateContent. */
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
      if (request.method === 'GET' && path === 'models') return sendJson(response, 200, list(Number(searchParams.get('pageSize') ?? 50)));
      const [, model, method] = /^models\/([^/:]+)(?::(generateContent|countTokens|batchEmbedContents))?$/.exec(path) ?? [];
      if (!model || request.method !== (method ? 'POST' : 'GET')) return sendUnknownPath(response, pathname);
      const offered = modelCalled(model, 'ai-studio');
      if (!offered || (method && !offered.methods.includes(METHODS[method] ?? method)) || isGone(offered))
        return sendJson(response, 404, notFound(model));
      if (!method) return sendJson(response, 200, described(offered));
      if (method === 'countTokens') return sendJson(response, 200, isBroken('count_missing') ? {} : countTokens(request));
      const failed = modelRefusal();
      if (failed) return sendJson(response, ...failed);
      if (method === 'batchEmbedContents') return sendJson(response, 200, embeddings(request, method, isBroken));
      if (wantsPicture(request, model)) {
        const unpainted = pictureRefusal();
        if (unpainted) return sendJson(response, ...unpainted);
        return paint(request, model, isBroken, WITHOUT_PICTURE).then((answer) => sendJson(response, ...answer));
      }
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

  function modelRefusal(): [number, object] | null {
    if (isBroken('quota')) return [429, quotaError(FREE_REQUESTS, 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '10')];
    if (isBroken('credits_gone')) return [402, googleError(402, 'RESOURCE_EXHAUSTED', 'Your prepaid credits are depleted.')];
    if (isBroken('free_tier'))
      return [
        400,
        googleError(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use without a billing account linked.'),
      ];
    return isBroken('unknown_field') ? [400, unknownField('thinkingConfig', 'generation_config')] : null;
  }

  /** Why there is no picture. Quotas are a model’s own: the free tier has one for words and none for pictures. */
  function pictureRefusal(): [number, object] | null {
    if (isBroken('quota_none')) return [429, quotaError(FREE_REQUESTS, 'GenerateRequestsPerDayPerProjectPerModel-FreeTier')];
    if (!isBroken('image_unsupported')) return null;
    return [400, googleError(400, 'INVALID_ARGUMENT', 'Model does not support the requested response modalities: image')];
  }

  function isGone({ methods }: SandboxModel): boolean {
    return isBroken('model_missing') && methods.includes('generateContent');
  }

  function list(pageSize: number): object {
    const offered = MODELS.filter((model) => model.on.includes('ai-studio') && !isGone(model));
    const page = offered.slice(0, pageSize);
    const more = page.length < offered.length ? { nextPageToken: Buffer.from(`after ${page.length}`).toString('base64url') } : {};
    return { models: page.map(described), ...more };
  }
}

function notFound(model: string): object {
  return googleError(
    404,
    'NOT_FOUND',
    `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
  );
}

function described({ id, version, displayName, methods }: SandboxModel): object {
  const speaks = methods.includes('generateContent');
  return {
    name: `models/${id}`,
    version,
    displayName,
    inputTokenLimit: speaks ? 1_048_576 : 8_192,
    outputTokenLimit: speaks ? 65_536 : 1,
    supportedGenerationMethods: methods,
    ...(speaks ? { temperature: 1, topP: 0.95, topK: 64 } : {}),
  };
}
