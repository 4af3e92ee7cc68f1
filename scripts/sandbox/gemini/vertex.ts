import type { SandboxHost, SandboxWorld } from '#scripts/sandbox/provider.ts';
import { generateContent, sendJson, sendUnknownPath } from './answers.ts';
import { modelCalled, MODELS } from './catalogue.ts';
import { countTokens } from './count-tokens.ts';
import { embeddings } from './embeddings.ts';
import { echoOf, errorInfo, googleError, quotaError, unknownField } from './errors.ts';
import { paint, wantsPicture } from './paint.ts';

const MODEL_PATH =
  /^\/(?:v1|v1beta1)\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/google\/models\/([^/:]+):(generateContent|countTokens|embedContent|predict)$/;
const GARDEN_PATH = /^\/v1beta1\/publishers\/google\/models(?:\/([^/:]+))?$/;
/** Vertex’s protos have no finish reasons about pictures. */
const WITHOUT_PICTURE = { missing: 'STOP', blocked: 'SAFETY' };

/** aiplatform.googleapis.com: takes what the token service gave out, as long as it is good. */
export function vertexHost(world: SandboxWorld, tokens: ReadonlyMap<string, number>): SandboxHost {
  const isBroken = (kind: string): boolean => world.isBroken(`vertex.${kind}`);
  return {
    name: 'vertex',
    handle(request, response) {
      const token = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
      if (isBroken('echoes_secret')) return sendJson(response, 401, unauthenticated(echoOf(token)));
      if ((tokens.get(token) ?? 0) < world.now().getTime() || isBroken('token_refused'))
        return sendJson(
          response,
          401,
          unauthenticated(
            'Request had invalid authentication credentials. Expected OAuth 2 access token or other valid authentication credential.',
          ),
        );
      const garden = request.method === 'GET' && GARDEN_PATH.exec(request.url.pathname);
      if (garden) return sendJson(response, ...inGarden(garden[1], Number(request.url.searchParams.get('pageSize') ?? 50)));
      const [, project, location, model, method] = MODEL_PATH.exec(request.url.pathname) ?? [];
      if (request.method !== 'POST' || !model) return sendUnknownPath(response, request.url.pathname);
      const denied = projectRefusal(project!);
      if (denied) return sendJson(response, 403, denied);
      if (!isServed(location!, model, method!))
        return sendJson(
          response,
          404,
          googleError(
            404,
            'NOT_FOUND',
            `Publisher Model \`projects/${project}/locations/${location}/publishers/google/models/${model}\` was not found or your project does not have access to it.`,
          ),
        );
      if (method === 'countTokens') return sendJson(response, 200, countTokens(request));
      if (isBroken('quota'))
        return sendJson(
          response,
          429,
          quotaError(
            'aiplatform.googleapis.com/online_prediction_requests_per_base_model',
            'OnlinePredictionRequestsPerMinutePerProjectPerRegionPerBaseModel',
            '60',
          ),
        );
      if (method !== 'generateContent') return sendJson(response, 200, embeddings(request, method!, isBroken));
      if (isBroken('unknown_field')) return sendJson(response, 400, unknownField('thinkingConfig', 'generation_config'));
      if (wantsPicture(request, model))
        return paint(request, model, isBroken, WITHOUT_PICTURE).then((answer) => sendJson(response, ...answer));
      return sendJson(response, 200, generateContent(request, model, isBroken));
    },
  };

  /** Model Garden: what Google publishes, in no project and no location. */
  function inGarden(id: string | undefined, pageSize: number): [number, object] {
    const offered = isBroken('model_missing') ? [] : MODELS.filter(({ on }) => on.includes('vertex'));
    const described = offered.map((model) => ({
      name: `publishers/google/models/${model.id}`,
      versionId: 'default',
      openSourceCategory: 'PROPRIETARY',
      launchStage: model.preview ? 'PUBLIC_PREVIEW' : 'GA',
    }));
    if (id === undefined) return [200, { publisherModels: described.slice(0, pageSize) }];
    const one = described.find(({ name }) => name.endsWith(`/${id}`));
    return one ? [200, one] : [404, googleError(404, 'NOT_FOUND', `Publisher Model \`publishers/google/models/${id}\` is not found.`)];
  }

  /** Not every location has the models. */
  function isServed(location: string, model: string, method: string): boolean {
    if (isBroken('model_missing') || !canDo(model, method)) return false;
    return location === 'us-central1' || (location === 'global' && !isBroken('region'));
  }

  function projectRefusal(project: string): object | null {
    const refuse = (reason: string, message: string, metadata: Record<string, string>) =>
      googleError(403, 'PERMISSION_DENIED', message, [errorInfo(reason, metadata)]);
    const about = { service: 'aiplatform.googleapis.com', consumer: `projects/${project}` };
    if (project !== world.secrets.googleProject || isBroken('project_unknown'))
      return refuse('CONSUMER_INVALID', `Permission denied on resource project ${project}.`, about);
    if (isBroken('service_disabled'))
      return refuse('SERVICE_DISABLED', `Vertex AI API has not been used in project ${project} before or it is disabled.`, about);
    if (isBroken('permission'))
      return refuse('IAM_PERMISSION_DENIED', `Permission 'aiplatform.endpoints.predict' denied on resource (or it may not exist).`, {
        permission: 'aiplatform.endpoints.predict',
        resource: `projects/${project}`,
      });
    if (isBroken('scope_missing'))
      return refuse('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'Request had insufficient authentication scopes.', {
        service: 'aiplatform.googleapis.com',
        method: 'google.cloud.aiplatform.v1beta1.PredictionService.CountTokens',
      });
    if (isBroken('billing_disabled'))
      return refuse(
        'BILLING_DISABLED',
        `This API method requires billing to be enabled. Please enable billing on project ${project}.`,
        about,
      );
    return null;
  }
}

/** Embeddings of before Gemini Embedding 2 are predictions. */
function canDo(id: string, method: string): boolean {
  const methods = modelCalled(id, 'vertex')?.methods ?? [];
  const isOld = methods.includes('embedContent') && id !== 'gemini-embedding-2';
  return isOld ? method === 'predict' : methods.includes(method);
}

function unauthenticated(message: string): object {
  return googleError(401, 'UNAUTHENTICATED', message, [
    errorInfo('ACCESS_TOKEN_TYPE_UNSUPPORTED', { service: 'aiplatform.googleapis.com' }),
  ]);
}
