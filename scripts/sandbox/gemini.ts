import { randomBytes } from 'node:crypto';
import { importSPKI, jwtVerify } from 'jose';
import { GEMINI_FAULTS } from './gemini/faults.ts';
import { generateContent, googleError } from './gemini/answers.ts';
import type { SandboxHost, SandboxProvider, SandboxRequest, SandboxWorld } from './provider.ts';
import type { ServerResponse } from 'node:http';

/** Gemini on AI Studio and on Vertex, and Google's token service, which verifies the assertion. */
export const geminiSandbox: SandboxProvider = {
  name: 'gemini',
  faults: GEMINI_FAULTS,
  hosts(world) {
    const tokens = new Map<string, number>();
    return [aiStudio(world), vertex(world, tokens), tokenService(world, tokens)];
  },
};

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'server-timing': 'gfet4t7; dur=12', server: 'ESF' })
    .end(JSON.stringify(body));

function aiStudio(world: SandboxWorld): SandboxHost {
  return {
    name: 'ai-studio',
    handle(request, response) {
      const send = (status: number, body: unknown): void => json(response, status, body);
      const key = request.headers['x-goog-api-key'] ?? '';
      if (world.isBroken('ai-studio.echoes_secret'))
        return send(
          400,
          googleError(400, 'INVALID_ARGUMENT', echo(key), [{ '@type': INFO, reason: 'API_KEY_INVALID', domain: 'googleapis.com' }]),
        );
      if (world.isBroken('ai-studio.key_leaked'))
        return send(403, googleError(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.'));
      if (key !== world.secrets.geminiApiKey || world.isBroken('ai-studio.key_invalid')) {
        return send(
          400,
          googleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
            {
              '@type': INFO,
              reason: 'API_KEY_INVALID',
              domain: 'googleapis.com',
              metadata: { service: 'generativelanguage.googleapis.com' },
            },
          ]),
        );
      }
      const path = request.url.pathname.replace(/^\/v1(beta|alpha)?\//, '');
      if (request.method === 'GET' && path === 'models')
        return send(200, {
          models: [
            {
              name: 'models/gemini-3.8-flash',
              version: '3.8',
              displayName: 'Gemini 3.8 Flash',
              inputTokenLimit: 1048576,
              outputTokenLimit: 65536,
              supportedGenerationMethods: ['generateContent', 'countTokens'],
            },
          ],
          nextPageToken: 'more',
        });
      const model = /^models\/([^/:]+):generateContent$/.exec(path)?.[1];
      if (request.method !== 'POST' || !model) return send(404, googleError(404, 'NOT_FOUND', 'Not found.'));
      if (world.isBroken('ai-studio.quota')) return send(429, quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '10'));
      if (world.isBroken('ai-studio.credits_gone'))
        return send(402, googleError(402, 'RESOURCE_EXHAUSTED', 'Your prepaid credits are depleted.'));
      if (world.isBroken('ai-studio.model_missing'))
        return send(404, googleError(404, 'NOT_FOUND', `models/${model} is not found for API version v1beta.`));
      return send(
        200,
        generateContent(request, model, (kind) => world.isBroken(`ai-studio.${kind}`)),
      );
    },
  };
}

function vertex(world: SandboxWorld, tokens: Map<string, number>): SandboxHost {
  return {
    name: 'vertex',
    handle(request, response) {
      const send = (status: number, body: unknown): void => json(response, status, body);
      const token = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
      if ((tokens.get(token) ?? 0) < world.now().getTime())
        return send(
          401,
          googleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', [
            { '@type': INFO, reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED', domain: 'googleapis.com' },
          ]),
        );
      const { googleProject: project } = world.secrets;
      const denied = vertexRefusal(world, project);
      if (denied) return send(403, denied);
      const parsed = /^\/v1(?:beta1)?\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/google\/models\/([^/:]+):generateContent$/.exec(
        request.url.pathname,
      );
      if (request.method !== 'POST' || !parsed || parsed[1] !== project) return send(404, googleError(404, 'NOT_FOUND', 'Not found.'));
      if (world.isBroken('vertex.region'))
        return send(
          404,
          googleError(
            404,
            'NOT_FOUND',
            `Publisher Model \`projects/${project}/locations/${parsed[2]}/publishers/google/models/${parsed[3]}\` was not found or your project does not have access to it.`,
          ),
        );
      if (world.isBroken('vertex.quota')) return send(429, quota('OnlinePredictionRequestsPerMinutePerProjectPerRegionPerBaseModel', '60'));
      return send(
        200,
        generateContent(request, parsed[3]!, (kind) => world.isBroken(`vertex.${kind}`)),
      );
    },
  };
}

function vertexRefusal(world: SandboxWorld, project: string): object | null {
  const refuse = (reason: string, message: string, metadata: Record<string, string>) =>
    googleError(403, 'PERMISSION_DENIED', message, [{ '@type': INFO, reason, domain: 'googleapis.com', metadata }]);
  if (world.isBroken('vertex.service_disabled'))
    return refuse('SERVICE_DISABLED', `Vertex AI API has not been used in project ${project} before or it is disabled.`, {
      service: 'aiplatform.googleapis.com',
      consumer: `projects/${project}`,
    });
  if (world.isBroken('vertex.permission'))
    return refuse('IAM_PERMISSION_DENIED', "Permission 'aiplatform.endpoints.predict' denied.", {
      permission: 'aiplatform.endpoints.predict',
      resource: `projects/${project}`,
    });
  if (world.isBroken('vertex.billing_disabled'))
    return refuse('BILLING_DISABLED', `This API method requires billing to be enabled. Please enable billing on project ${project}.`, {
      service: 'aiplatform.googleapis.com',
      consumer: `projects/${project}`,
    });
  return null;
}

const INFO = 'type.googleapis.com/google.rpc.ErrorInfo';

function quota(quotaId: string, quotaValue: string): object {
  return googleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests', quotaId, quotaValue }],
    },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '26s' },
  ]);
}

function tokenService(world: SandboxWorld, tokens: Map<string, number>): SandboxHost {
  const AUDIENCE = 'https://oauth2.googleapis.com/token';
  return {
    name: 'google-token',
    async handle(request, response) {
      const refuse = (error: string, error_description: string): void => json(response, 400, { error, error_description });
      if (request.method !== 'POST' || request.url.pathname !== '/token') return json(response, 404, { error: 'not_found' });
      const problem = await assertionProblem(request);
      if (problem) return refuse('invalid_grant', problem);
      const token = `ya29.${randomBytes(24).toString('base64url')}`;
      tokens.set(token, world.now().getTime() + 3_600_000);
      return json(response, 200, { access_token: token, expires_in: 3599, token_type: 'Bearer' });
    },
  };

  /** Null where the assertion holds (RFC 7523): signed by the account's key, for this audience, this hour and Google Cloud. */
  async function assertionProblem(request: SandboxRequest): Promise<string | null> {
    const form = new URLSearchParams(request.body.toString());
    if (world.isBroken('google-token.echoes_secret')) return `Invalid JWT Signature. ${echo(world.secrets.googlePrivateKey)}`;
    if (world.isBroken('google-token.key_deleted')) return 'Invalid JWT Signature.';
    if (world.isBroken('google-token.account_missing')) return 'Invalid grant: account not found';
    if (world.isBroken('google-token.clock'))
      return 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') return 'Unsupported grant type.';
    try {
      const key = await importSPKI(world.secrets.googlePublicKey, 'RS256');
      const { payload } = await jwtVerify(form.get('assertion') ?? '', key, {
        algorithms: ['RS256'],
        audience: AUDIENCE,
        issuer: world.secrets.googleClientEmail,
        currentDate: world.now(),
        clockTolerance: 60,
      });
      if ((payload.exp ?? 0) - (payload.iat ?? 0) > 3600) return 'Invalid JWT: Token must be a short-lived token (60 minutes).';
      return String(payload['scope'] ?? '').includes('cloud-platform') ? null : 'Invalid scope.';
    } catch {
      return 'Invalid JWT Signature.';
    }
  }
}

function echo(secret: string): string {
  return `refused: ${secret} ${encodeURIComponent(secret)} ${Buffer.from(`key:${secret}`).toString('base64')} ${JSON.stringify(secret)}`;
}
