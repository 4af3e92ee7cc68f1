import { randomBytes } from 'node:crypto';
import { importSPKI, jwtVerify } from 'jose';
import type { Fault, SandboxHost, SandboxProvider, SandboxRequest, SandboxWorld } from './provider.ts';

const OPENAPI = 'GitHub’s OpenAPI description (L2)';
const fail = (
  check: string,
  failure_class: Fault['expect'][number]['failure_class'],
  status: Fault['expect'][number]['status'] = 'fail',
) => [{ check, status, failure_class }];

const FAULTS: Fault[] = [
  {
    id: 'github.key_rejected',
    does: 'The App’s JWT is answered 401: it could not be decoded.',
    source: OPENAPI,
    expect: fail('github.app', 'auth'),
  },
  { id: 'github.app_missing', does: 'GET /app is answered 404.', source: OPENAPI, expect: fail('github.app', 'not_found') },
  {
    id: 'github.suspended',
    does: 'Minting a token is answered 403: the installation is suspended.',
    source: 'octokit/octokit.rb issue 1307 (L1)',
    expect: fail('github.app_token', 'permission'),
  },
  { id: 'github.uninstalled', does: 'Minting a token is answered 404.', source: OPENAPI, expect: fail('github.app_token', 'not_found') },
  {
    id: 'github.limit_used_up',
    does: 'Everything is answered 403 with X-RateLimit-Remaining: 0.',
    source: 'GitHub’s documentation, rate limits (L1)',
    expect: fail('github.app', 'quota'),
  },
  {
    id: 'github.token_short',
    does: 'Tokens expire after two minutes.',
    source: 'made up, within the contract (L0)',
    expect: fail('github.app_token', 'expiring', 'warn'),
  },
  {
    id: 'github.clock_ahead',
    does: 'GitHub’s clock is three minutes ahead of ours.',
    source: 'octokit/auth-app’s sources (L1)',
    expect: fail('github.app', 'clock', 'warn'),
  },
  {
    id: 'github.echoes_secret',
    does: '401 whose text repeats the JWT and the key it was meant for, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: fail('github.app', 'auth'),
  },
];

/** GitHub: the App, its installation tokens, rate headers. It verifies the App's JWT with the public key, times and all. */
export const githubSandbox: SandboxProvider = { name: 'github', faults: FAULTS, hosts: (world) => [githubHost(world)] };

type Send = (status: number, body: unknown, headers?: Record<string, string>) => void;

function githubHost(world: SandboxWorld): SandboxHost {
  const tokens = new Map<string, number>();
  let used = 0;
  const now = (): number => world.now().getTime() + (world.isBroken('github.clock_ahead') ? 180_000 : 0);

  return {
    name: 'github',
    async handle(request, response) {
      used += 1;
      const out = world.isBroken('github.limit_used_up');
      const send: Send = (status, body, headers = {}) => {
        response
          .writeHead(status, {
            'content-type': 'application/json; charset=utf-8',
            date: new Date(now()).toUTCString(),
            'x-github-request-id': `${randomBytes(2).toString('hex').toUpperCase()}:${used}:SANDBOX`,
            'x-github-media-type': 'github.v3; format=json',
            'x-ratelimit-limit': '5000',
            'x-ratelimit-remaining': out ? '0' : String(Math.max(0, 5000 - used)),
            'x-ratelimit-used': out ? '5000' : String(used),
            'x-ratelimit-reset': String(Math.floor(now() / 1000) + 1800),
            'x-ratelimit-resource': 'core',
            ...headers,
          })
          .end(body === null ? undefined : JSON.stringify(body));
      };
      if (out) return send(403, problem('API rate limit exceeded for installation.'));
      await route(request, send);
    },
  };

  async function route(request: SandboxRequest, send: Send): Promise<void> {
    const path = request.url.pathname;
    if (request.method === 'GET' && path === '/app') {
      const refusal = await refuseJwt(request);
      if (refusal) return send(401, problem(refusal));
      return world.isBroken('github.app_missing') ? send(404, problem('Integration not found')) : send(200, appDocument());
    }
    const mint = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path);
    if (request.method === 'POST' && mint) {
      const refusal = await refuseJwt(request);
      if (refusal) return send(401, problem(refusal));
      if (world.isBroken('github.suspended')) return send(403, problem('This installation has been suspended'));
      if (Number(mint[1]) !== world.secrets.githubInstallationId || world.isBroken('github.uninstalled'))
        return send(404, problem('Not Found'));
      return send(201, mintToken());
    }
    if (request.method === 'DELETE' && path === '/installation/token') {
      const token = /^(?:token|bearer) (ghs_\w+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
      if (!token || (tokens.get(token) ?? 0) < now()) return send(401, problem('Bad credentials'));
      tokens.delete(token);
      return send(204, null);
    }
    return send(404, problem('Not Found'));
  }

  /** GitHub's own three messages, which the SDK knows by heart; null where the JWT holds. */
  async function refuseJwt(request: SandboxRequest): Promise<string | null> {
    const jwt = /^bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
    if (world.isBroken('github.echoes_secret')) {
      const key = world.secrets.githubPrivateKey;
      return `refused ${jwt} ${key} ${encodeURIComponent(key)} ${Buffer.from(key).toString('base64')}`;
    }
    if (world.isBroken('github.key_rejected')) return 'A JSON web token could not be decoded';
    try {
      const key = await importSPKI(world.secrets.githubPublicKey, 'RS256');
      const { payload } = await jwtVerify(jwt, key, { algorithms: ['RS256'], currentDate: new Date(0), clockTolerance: 1e12 });
      const seconds = now() / 1000;
      if (String(payload.iss) !== world.secrets.githubAppId) return 'A JSON web token could not be decoded';
      if ((payload.exp ?? 0) < seconds)
        return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
      if ((payload.iat ?? Infinity) > seconds)
        return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
      if ((payload.exp ?? 0) - seconds > 600) return "'Expiration time' claim ('exp') is too far in the future";
      return null;
    } catch {
      return 'A JSON web token could not be decoded';
    }
  }

  function mintToken() {
    const life = world.isBroken('github.token_short') ? 120_000 : 3_600_000;
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    for (const [old, until] of tokens) if (until < now()) tokens.delete(old);
    tokens.set(token, now() + life);
    return {
      token,
      expires_at: new Date(now() + life).toISOString().replace(/\.\d+Z$/, 'Z'),
      permissions: PERMISSIONS,
      repository_selection: 'selected',
    };
  }

  function appDocument() {
    const { githubAppId } = world.secrets;
    return {
      id: Number(githubAppId),
      client_id: 'Iv1.sandbox',
      slug: 'greenlight-sandbox',
      node_id: 'A_sandbox',
      name: 'Greenlight Sandbox',
      description: 'made by the sandbox',
      external_url: 'https://example.com',
      html_url: 'https://example.com/apps/greenlight-sandbox',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      permissions: PERMISSIONS,
      events: ['push'],
      installations_count: 1,
      owner: OWNER,
    };
  }
}

const PERMISSIONS = { contents: 'read', metadata: 'read' };
const user = 'https://example.com/users/acme';
const OWNER = {
  login: 'acme',
  id: 1,
  node_id: 'O_1',
  avatar_url: user,
  gravatar_id: '',
  url: user,
  html_url: user,
  followers_url: user,
  following_url: user,
  gists_url: user,
  starred_url: user,
  subscriptions_url: user,
  organizations_url: user,
  repos_url: user,
  events_url: user,
  received_events_url: user,
  type: 'Organization',
  site_admin: false,
};

function problem(message: string) {
  return { message, documentation_url: 'https://docs.github.com/rest', status: '401' };
}
