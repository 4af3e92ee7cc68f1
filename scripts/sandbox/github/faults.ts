import { fail, untold, warn } from '#scripts/sandbox/fault-rows.ts';
import type { Fault } from '#scripts/sandbox/provider.ts';

const OPENAPI = 'GitHub’s OpenAPI description (L2); the message from its documentation (L1)';
const AUTH_APP = 'the three messages that @octokit/auth-app knows by heart (L1)';

/** The ways in which this GitHub can be ill, and what each must come out as. */
export const GITHUB_FAULTS: Fault[] = [
  {
    id: 'github.key_rejected',
    does: 'The App’s JWT is answered 401: it could not be decoded.',
    source: OPENAPI,
    expect: [fail('github.app', 'auth', 'auth', 'GH_KEY')],
  },
  {
    id: 'github.app_missing',
    does: 'GET /app is answered 404.',
    source: OPENAPI,
    expect: [fail('github.app', 'not_found', 'function', 'APP_404')],
  },
  {
    id: 'github.suspended',
    does: 'Minting a token is answered 403: the installation is suspended.',
    source: 'octokit/octokit.rb issue 1307 (L1)',
    expect: [fail('github.app_token', 'permission', 'permission', 'GH_SUSPENDED')],
  },
  {
    id: 'github.uninstalled',
    does: 'Minting a token is answered 404.',
    source: OPENAPI,
    expect: [fail('github.app_token', 'not_found', 'function', 'GH_UNINSTALLED')],
  },
  {
    id: 'github.rate_limited_primary',
    does: 'Everything is answered 403 with X-RateLimit-Remaining: 0.',
    source: 'GitHub’s documentation, rate limits (L1)',
    expect: [fail('github.app', 'quota', 'function', 'QUOTA'), fail('github.app_token', 'quota', 'function', 'QUOTA')],
  },
  {
    id: 'github.rate_limited_secondary',
    does: 'Everything is answered 403: a secondary rate limit, with Retry-After.',
    source: 'GitHub’s documentation, rate limits (L1)',
    expect: [fail('github.app', 'rate_limit', 'function', 'RATE_LIMIT'), fail('github.app_token', 'rate_limit', 'function', 'RATE_LIMIT')],
  },
  {
    id: 'github.token_short',
    does: 'Tokens expire after two minutes.',
    source: 'made up, within the contract (L0)',
    expect: [warn('github.app_token', 'expiring', 'function', 'GH_SHORT')],
  },
  {
    id: 'github.token_kept',
    does: 'Handing a token back is answered 503.',
    source: 'made up (L0)',
    expect: [warn('github.app_token', 'wrong_result', 'function', 'GH_REVOKE')],
  },
  {
    id: 'github.clock_ahead',
    does: 'GitHub’s clock is fifteen minutes ahead of ours: JWTs arrive expired.',
    source: AUTH_APP,
    expect: [warn('github.app', 'clock', 'auth', 'CLOCK'), warn('github.app_token', 'clock', 'auth', 'CLOCK')],
  },
  {
    id: 'github.clock_behind',
    does: 'GitHub’s clock is three minutes behind ours: JWTs arrive from the future.',
    source: AUTH_APP,
    expect: [warn('github.app', 'clock', 'auth', 'CLOCK'), warn('github.app_token', 'clock', 'auth', 'CLOCK')],
  },
  {
    id: 'github.clock_refused',
    does: 'GitHub’s clock is fifteen minutes ahead, and a JWT signed anew is refused for its times as well.',
    source: AUTH_APP,
    expect: [untold('github.app', 'clock', 'CLOCK'), untold('github.app_token', 'clock', 'CLOCK')],
  },
  {
    id: 'github.echoes_secret',
    does: '401 whose text and headers repeat the JWT and the key it was meant for, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [fail('github.app', 'auth', 'auth', 'GH_KEY')],
  },
];

/** How far GitHub's clock is from ours while a fault is on, in seconds. */
export function clockOffset(isBroken: (fault: string) => boolean): number {
  if (isBroken('github.clock_ahead') || isBroken('github.clock_refused')) return 900;
  return isBroken('github.clock_behind') ? -180 : 0;
}
