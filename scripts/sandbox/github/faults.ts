import type { Expected, Fault } from '#scripts/sandbox/provider.ts';

const OPENAPI = 'GitHub’s OpenAPI description (L2); the message from its documentation (L1)';
const AUTH_APP = 'the three messages that @octokit/auth-app knows by heart (L1)';

/** The ways in which this GitHub can be ill, and what each must come out as. */
export const GITHUB_FAULTS: Fault[] = [
  {
    id: 'github.key_rejected',
    does: 'The App’s JWT is answered 401: it could not be decoded.',
    source: OPENAPI,
    expect: [fail('github.app', 'auth')],
  },
  { id: 'github.app_missing', does: 'GET /app is answered 404.', source: OPENAPI, expect: [fail('github.app', 'not_found')] },
  {
    id: 'github.suspended',
    does: 'Minting a token is answered 403: the installation is suspended.',
    source: 'octokit/octokit.rb issue 1307 (L1)',
    expect: [fail('github.app_token', 'permission')],
  },
  {
    id: 'github.uninstalled',
    does: 'Minting a token is answered 404.',
    source: OPENAPI,
    expect: [fail('github.app_token', 'not_found')],
  },
  {
    id: 'github.rate_limited_primary',
    does: 'Everything is answered 403 with X-RateLimit-Remaining: 0.',
    source: 'GitHub’s documentation, rate limits (L1)',
    expect: [fail('github.app', 'quota'), fail('github.app_token', 'quota')],
  },
  {
    id: 'github.rate_limited_secondary',
    does: 'Everything is answered 403: a secondary rate limit, with Retry-After.',
    source: 'GitHub’s documentation, rate limits (L1)',
    expect: [fail('github.app', 'rate_limit'), fail('github.app_token', 'rate_limit')],
  },
  {
    id: 'github.token_short',
    does: 'Tokens expire after two minutes.',
    source: 'made up, within the contract (L0)',
    expect: [warn('github.app_token', 'expiring')],
  },
  {
    id: 'github.token_kept',
    does: 'Handing a token back is answered 503.',
    source: 'made up (L0)',
    expect: [warn('github.app_token', 'wrong_result')],
  },
  {
    id: 'github.clock_ahead',
    does: 'GitHub’s clock is fifteen minutes ahead of ours: JWTs arrive expired.',
    source: AUTH_APP,
    expect: [warn('github.app', 'clock'), warn('github.app_token', 'clock')],
  },
  {
    id: 'github.clock_behind',
    does: 'GitHub’s clock is three minutes behind ours: JWTs arrive from the future.',
    source: AUTH_APP,
    expect: [warn('github.app', 'clock'), warn('github.app_token', 'clock')],
  },
  {
    id: 'github.clock_refused',
    does: 'GitHub’s clock is fifteen minutes ahead, and a JWT signed anew is refused for its times as well.',
    source: AUTH_APP,
    expect: [
      { check: 'github.app', status: 'unknown', failure_class: 'clock' },
      { check: 'github.app_token', status: 'unknown', failure_class: 'clock' },
    ],
  },
  {
    id: 'github.echoes_secret',
    does: '401 whose text and headers repeat the JWT and the key it was meant for, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [fail('github.app', 'auth')],
  },
];

/** How far GitHub's clock is from ours while a fault is on, in seconds. */
export function clockOffset(isBroken: (fault: string) => boolean): number {
  if (isBroken('github.clock_ahead') || isBroken('github.clock_refused')) return 900;
  return isBroken('github.clock_behind') ? -180 : 0;
}

function fail(check: string, failure_class: Expected['failure_class']): Expected {
  return { check, status: 'fail', failure_class };
}

function warn(check: string, failure_class: Expected['failure_class']): Expected {
  return { check, status: 'warn', failure_class };
}
