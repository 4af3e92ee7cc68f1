import { randomBytes } from 'node:crypto';
import { appDocument, installationDocument, permissionsAsked, problem } from './github/answers.ts';
import { verifyAppJwt } from './github/app-jwt.ts';
import { clockOffset, GITHUB_FAULTS } from './github/faults.ts';
import { createInstallationTokens } from './github/installation-tokens.ts';
import { askedFor, granted } from './github/permissions.ts';
import { blockedDocument, commitDocument, MOVED_PATH, MOVED_TO, REPOSITORY, repositoryDocument } from './github/repository-documents.ts';
import { deliveries, hookConfig } from './github/webhook-documents.ts';
import type { SandboxHost, SandboxProvider, SandboxRequest, SandboxWorld } from './provider.ts';

const HOURLY_LIMIT = 5_000;
const HOUR_MS = 3_600_000;

/** GitHub: the App, its installation tokens, rate headers. It verifies the App's JWT with the public key, times and all. */
export const githubSandbox: SandboxProvider = { name: 'github', faults: GITHUB_FAULTS, hosts: (world) => [githubHost(world)] };

interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

function githubHost(world: SandboxWorld): SandboxHost {
  const { isBroken, secrets } = world;
  const now = (): number => world.now().getTime() + clockOffset(isBroken) * 1000;
  const tokens = createInstallationTokens(secrets.githubAppId, now);
  let hour = { number: 0, used: 0 };
  let requests = 0;

  return {
    name: 'github',
    async handle(request, response) {
      const { status, body, headers } = isBroken('github.rate_limited_primary')
        ? refused(403, 'API rate limit exceeded for installation.')
        : await answer(request);
      response
        .writeHead(status, {
          ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
          ...commonHeaders(),
          ...headers,
        })
        .end(body === undefined ? undefined : JSON.stringify(body));
    },
  };

  function commonHeaders(): Record<string, string> {
    requests += 1;
    const number = Math.floor(now() / HOUR_MS);
    hour = { number, used: number === hour.number ? hour.used + 1 : 1 };
    const used = isBroken('github.rate_limited_primary') ? HOURLY_LIMIT : Math.min(hour.used, HOURLY_LIMIT);
    return {
      date: new Date(now()).toUTCString(),
      'x-github-request-id': `${randomBytes(2).toString('hex').toUpperCase()}:${requests.toString(16).toUpperCase()}:SANDBOX`,
      'x-github-media-type': 'github.v3; format=json',
      'x-ratelimit-limit': String(HOURLY_LIMIT),
      'x-ratelimit-remaining': String(HOURLY_LIMIT - used),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(((number + 1) * HOUR_MS) / 1000),
      'x-ratelimit-resource': 'core',
    };
  }

  async function answer(request: SandboxRequest): Promise<Reply> {
    if (!request.headers['user-agent'])
      return refused(403, 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.');
    if (isBroken('github.rate_limited_secondary'))
      return refused(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
        'retry-after': '60',
      });
    if (isBroken('github.rate_limited_untimed'))
      return refused(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.');
    const path = request.url.pathname;
    if (request.method === 'GET' && path === '/app')
      return (
        (await refuseApp(request)) ?? {
          status: 200,
          body: appDocument(secrets.githubAppId, askedFor(isBroken), isBroken('github.events_pending') ? ['release'] : []),
        }
      );
    if (request.method === 'GET' && path.startsWith('/app/')) return (await refuseApp(request)) ?? ofApp(path);
    const installation = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path)?.[1];
    if (request.method === 'POST' && installation) return (await refuseApp(request)) ?? mint(Number(installation), request);
    if (request.method === 'DELETE' && path === '/installation/token') return revoke(request);
    return request.method === 'GET' ? (refuseToken(request) ?? ofToken(path, request.headers['host'] ?? '')) : refused(404, 'Not Found');
  }

  async function refuseApp(request: SandboxRequest): Promise<Reply | null> {
    const jwt = /^bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
    if (isBroken('github.echoes_secret')) return echo(jwt);
    if (isBroken('github.key_rejected')) return refused(401, 'A JSON web token could not be decoded');
    const verified = await verifyAppJwt(jwt, {
      publicKey: secrets.githubPublicKey,
      now: now() / 1000,
      refuseTimes: isBroken('github.clock_refused'),
    });
    if ('refusal' in verified) return refused(401, verified.refusal);
    // The key alone cannot tell: GitHub looks the App up by its number.
    if (verified.issuer !== secrets.githubAppId || isBroken('github.app_missing')) return refused(404, 'Integration not found');
    return null;
  }

  async function mint(installation: number, request: SandboxRequest): Promise<Reply> {
    if (installation !== secrets.githubInstallationId || isBroken('github.uninstalled')) return refused(404, 'Not Found');
    if (isBroken('github.suspended')) return refused(403, 'This installation has been suspended');
    const asked = permissionsAsked(request.body.toString('utf8'), granted(isBroken));
    if ('message' in asked) return refused(asked.status, asked.message);
    const { token, expiresAt } = await tokens.mint(isBroken('github.token_short') ? 120_000 : HOUR_MS);
    return {
      status: 201,
      body: {
        token,
        expires_at: expiresAt.toISOString().replace('.000Z', 'Z'),
        permissions: asked.permissions,
        repository_selection: 'selected',
      },
    };
  }

  /** What the App may read with its key. */
  function ofApp(path: string): Reply {
    const id = Number(/^\/app\/installations\/(\d+)$/.exec(path)?.[1]);
    if (id === secrets.githubInstallationId && !isBroken('github.uninstalled'))
      return { status: 200, body: installationDocument(id, secrets.githubAppId, granted(isBroken), isBroken('github.suspended')) };
    if (isBroken('github.webhook_missing')) return refused(404, 'Not Found');
    if (path === '/app/hook/config') return { status: 200, body: hookConfig(isBroken) };
    if (path === '/app/hook/deliveries') return { status: 200, body: deliveries(isBroken, now()) };
    return refused(404, 'Not Found');
  }

  function refuseToken(request: SandboxRequest): Reply | null {
    const token = /^(?:token|bearer) (\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
    if (isBroken('github.token_refused')) return refused(401, 'Bad credentials');
    return tokens.knows(token, isBroken('github.token_late') ? 500 : 0) ? null : refused(401, 'Bad credentials');
  }

  /** What an installation may read with its token. */
  function ofToken(path: string, host: string): Reply {
    if (path === '/rate_limit') return { status: 200, body: rateLimit() };
    const [, name, ref] = /^\/repos\/([^/]+\/[^/]+)(?:\/commits\/([^/]+))?$/.exec(path) ?? [];
    const isMoved = isBroken('github.repository_moved');
    if (isMoved && name === REPOSITORY) return moved(`https://${host}${MOVED_PATH}`);
    if (isMoved && path === MOVED_PATH) return { status: 200, body: repositoryDocument({ fullName: MOVED_TO, archived: false }) };
    if (name !== (isMoved ? MOVED_TO : REPOSITORY) || isBroken('github.repository_hidden')) return refused(404, 'Not Found');
    if (isBroken('github.repository_blocked')) return { status: 451, body: blockedDocument() };
    if (ref === undefined)
      return { status: 200, body: repositoryDocument({ fullName: name, archived: isBroken('github.repository_archived') }) };
    if (isBroken('github.repository_empty')) return refused(409, 'Git Repository is empty.');
    if (isBroken('github.contents_denied'))
      return refused(403, 'Resource not accessible by integration', { 'x-accepted-github-permissions': 'contents=read' });
    const body = commitDocument(ref);
    return body ? { status: 200, body } : refused(422, `No commit found for SHA: ${ref}`);
  }

  function rateLimit(): Record<string, unknown> {
    const reset = ((hour.number + 1) * HOUR_MS) / 1000;
    const left = (limit: number, remaining: number) => ({ limit, remaining, used: limit - remaining, reset });
    const core = left(HOURLY_LIMIT, HOURLY_LIMIT - Math.min(hour.used, HOURLY_LIMIT));
    const graphql = left(HOURLY_LIMIT, isBroken('github.graphql_spent') ? 0 : isBroken('github.graphql_low') ? 400 : HOURLY_LIMIT);
    return { resources: { core, search: left(30, 30), graphql }, rate: core };
  }

  function revoke(request: SandboxRequest): Reply {
    if (isBroken('github.token_kept')) return refused(503, 'Service unavailable');
    const token = /^(?:token|bearer) (ghs_\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
    return token && tokens.revoke(token) ? { status: 204 } : refused(401, 'Bad credentials');
  }

  function echo(jwt: string): Reply {
    const key = secrets.githubPrivateKey;
    const base64 = Buffer.from(key).toString('base64');
    return refused(401, `refused ${jwt} ${key} ${encodeURIComponent(key)} ${base64}`, {
      'www-authenticate': `Bearer error="${jwt}", key="${encodeURIComponent(key)}"`,
    });
  }
}

/** Where what is asked by its old name can be asked for: by its number. */
function moved(url: string): Reply {
  return {
    status: 301,
    body: { message: 'Moved Permanently', url, documentation_url: 'https://docs.github.com/rest' },
    headers: { location: url },
  };
}

function refused(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return { status, body: problem(status, message), headers };
}
