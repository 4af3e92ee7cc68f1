import { fail, row, untold, warn } from '#scripts/sandbox/fault-rows.ts';
import type { Fault } from '#scripts/sandbox/provider.ts';

const OPENAPI = 'GitHub’s OpenAPI description (L2); the message from its documentation (L1)';
const AUTH_APP = 'the three messages that @octokit/auth-app knows by heart (L1)';

/** Those that sign with the App's key, the root first. */
const SIGNING = ['app', 'installation', 'app_token', 'permissions', 'rate_limit', 'repository', 'webhook', 'deliveries'].map(
  (capability) => `github.${capability}`,
);

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
    does: 'The installation says since when it is suspended and by whom; minting a token is answered 403.',
    source: 'octokit/octokit.rb issue 1307 (L1)',
    expect: [
      fail('github.installation', 'permission', 'permission', 'GH_SUSPENDED'),
      fail('github.app_token', 'permission', 'permission', 'GH_SUSPENDED'),
    ],
  },
  {
    id: 'github.uninstalled',
    does: 'The installation, and minting a token for it, are answered 404.',
    source: OPENAPI,
    expect: [
      fail('github.installation', 'not_found', 'function', 'GH_UNINSTALLED'),
      fail('github.app_token', 'not_found', 'function', 'GH_UNINSTALLED'),
    ],
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
  row(
    'github.rate_limited_untimed',
    'Everything is answered 403: a secondary rate limit, and no word on when to ask again.',
    'GitHub’s documentation, rate limits (L1)',
    fail('github.app', 'rate_limit', 'function', 'RATE_LIMIT'),
    fail('github.app_token', 'rate_limit', 'function', 'RATE_LIMIT'),
  ),
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
    expect: ['github.app_token', 'github.rate_limit', 'github.repository'].map((check) =>
      warn(check, 'wrong_result', 'function', 'GH_REVOKE'),
    ),
  },
  {
    id: 'github.clock_ahead',
    does: 'GitHub’s clock is fifteen minutes ahead of ours: JWTs arrive expired.',
    source: AUTH_APP,
    expect: SIGNING.map((check) => warn(check, 'clock', 'auth', 'CLOCK')),
  },
  {
    id: 'github.clock_behind',
    does: 'GitHub’s clock is three minutes behind ours: JWTs arrive from the future.',
    source: AUTH_APP,
    expect: SIGNING.map((check) => warn(check, 'clock', 'auth', 'CLOCK')),
  },
  {
    id: 'github.clock_refused',
    does: 'GitHub’s clock is fifteen minutes ahead, and a JWT signed anew is refused for its times as well.',
    source: AUTH_APP,
    expect: SIGNING.map((check) => untold(check, 'clock', 'CLOCK')),
  },
  row(
    'github.permission_missing',
    'The App asks for less than the product needs: contents are not among its permissions.',
    OPENAPI,
    fail('github.permissions', 'permission', 'permission', 'GH_PERM'),
  ),
  row(
    'github.permission_pending',
    'The App asks for contents; the installation’s owner has not accepted.',
    OPENAPI,
    fail('github.permissions', 'permission', 'permission', 'GH_PERM_PENDING'),
  ),
  row(
    'github.events_pending',
    'The App asks for one event more than the installation gets.',
    OPENAPI,
    warn('github.permissions', 'permission', 'permission', 'GH_EVENTS_PENDING'),
  ),
  row(
    'github.permission_excess',
    'The installation also grants administration: write.',
    OPENAPI,
    warn('github.permissions', 'permission', 'permission', 'GH_EXCESS'),
  ),
  row(
    'github.token_refused',
    'Whatever is asked with an installation token is answered 401.',
    OPENAPI,
    fail('github.rate_limit', 'auth', 'auth', 'GH_TOKEN'),
    fail('github.repository', 'auth', 'auth', 'GH_TOKEN'),
  ),
  row(
    'github.token_late',
    'A token is answered 401 in its first half second.',
    'octokit/auth-app.js issue 65 (L1)',
    warn('github.rate_limit', 'slow', 'auth', 'GH_TOKEN_LATE'),
    warn('github.repository', 'slow', 'auth', 'GH_TOKEN_LATE'),
  ),
  row(
    'github.graphql_low',
    'Of the hour’s GraphQL requests 400 of 5000 are left.',
    OPENAPI,
    warn('github.rate_limit', 'quota', 'function', 'QUOTA'),
  ),
  row(
    'github.graphql_spent',
    'Of the hour’s GraphQL requests none is left.',
    OPENAPI,
    fail('github.rate_limit', 'quota', 'function', 'QUOTA'),
  ),
  row(
    'github.repository_hidden',
    'The repository is answered 404: it is not among those of the installation.',
    OPENAPI,
    fail('github.repository', 'not_found', 'function', 'GH_404'),
  ),
  row(
    'github.repository_blocked',
    'The repository is answered 451 with a block: it was taken down.',
    'github/rest-api-description issue 3314 (L1)',
    fail('github.repository', 'blocked', 'function', 'GH_BLOCKED'),
  ),
  row(
    'github.contents_denied',
    'A commit is answered 403, with X-Accepted-GitHub-Permissions: contents=read.',
    'GitHub’s documentation, permissions of fine-grained tokens (L1)',
    fail('github.repository', 'permission', 'permission', 'GH_PERM'),
  ),
  row('github.repository_empty', 'A commit is answered 409.', OPENAPI, warn('github.repository', 'config', 'function', 'GH_EMPTY')),
  row(
    'github.repository_moved',
    'The repository is answered 301; where that leads it has another name.',
    'GitHub’s OpenAPI description (L2); that it leads to the repository’s number from its documentation of redirections (L1)',
    warn('github.repository', 'config', 'function', 'GH_MOVED'),
  ),
  row('github.repository_archived', 'The repository is archived.', OPENAPI, warn('github.repository', 'config', 'function', 'GH_ARCHIVED')),
  row(
    'github.webhook_missing',
    'What is asked about the webhook is answered 404: the App has none.',
    'GitHub’s documentation, Apps without a webhook (L1)',
    fail('github.webhook', 'config', 'function', 'GH_HOOK'),
    fail('github.deliveries', 'config', 'function', 'GH_HOOK'),
  ),
  row('github.webhook_unsigned', 'The webhook has no secret.', OPENAPI, fail('github.webhook', 'config', 'function', 'GH_HOOK_SECRET')),
  row(
    'github.webhook_plain',
    'The webhook’s address begins with http://.',
    OPENAPI,
    warn('github.webhook', 'config', 'function', 'GH_HOOK_TLS'),
  ),
  row(
    'github.webhook_insecure',
    'The webhook’s certificate is not looked at (insecure_ssl 1).',
    OPENAPI,
    warn('github.webhook', 'config', 'function', 'GH_HOOK_TLS'),
  ),
  row(
    'github.webhook_elsewhere',
    'The webhook’s address is not the one that the product receives at.',
    OPENAPI,
    warn('github.webhook', 'config', 'function', 'GH_HOOK_URL'),
  ),
  row('github.webhook_form', 'The webhook sends forms.', OPENAPI, warn('github.webhook', 'config', 'function', 'GH_HOOK_TYPE')),
  row(
    'github.deliveries_some',
    '3 of the 30 newest events met a 502.',
    OPENAPI,
    warn('github.deliveries', 'wrong_result', 'function', 'GH_HOOK_BROKEN'),
  ),
  row(
    'github.deliveries_broken',
    '20 of the 30 newest events met a 500.',
    OPENAPI,
    fail('github.deliveries', 'wrong_result', 'function', 'GH_HOOK_BROKEN'),
  ),
  row(
    'github.deliveries_refused',
    'All of the 30 newest events met a 401.',
    OPENAPI,
    fail('github.deliveries', 'wrong_result', 'function', 'GH_HOOK_REFUSED'),
  ),
  row(
    'github.deliveries_lost',
    'All of the 30 newest events timed out.',
    OPENAPI,
    fail('github.deliveries', 'wrong_result', 'function', 'GH_HOOK_SILENT'),
  ),
  row(
    'github.deliveries_nowhere',
    'All of the 30 newest events met a 404.',
    OPENAPI,
    fail('github.deliveries', 'wrong_result', 'function', 'GH_HOOK_ADDRESS'),
  ),
  row(
    'github.deliveries_none',
    'No event was sent in the last days.',
    OPENAPI,
    warn('github.deliveries', 'wrong_result', 'function', 'GH_QUIET'),
  ),
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
