/** Names of permissions with their levels. */
export type Levels = Record<string, string>;

const LEVELS = ['read', 'write', 'admin'];

/** GitHub's shape of a refusal. */
export function problem(status: number, message: string): Record<string, string> {
  const about = { message, documentation_url: 'https://docs.github.com/rest' };
  // The contract gives a validation error no status of its own.
  return status === 422 ? about : { ...about, status: String(status) };
}

/** The App as `GET /app` gives it. */
export function appDocument(appId: string, permissions: Levels, moreEvents: string[]): Record<string, unknown> {
  return {
    id: Number(appId),
    client_id: 'Iv1.sandbox',
    slug: 'greenlight-sandbox',
    node_id: 'A_sandbox',
    name: 'Greenlight Sandbox',
    description: 'made by the sandbox',
    external_url: 'https://example.com',
    html_url: 'https://example.com/apps/greenlight-sandbox',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions,
    events: [...EVENTS, ...moreEvents],
    installations_count: 1,
    owner: OWNER,
  };
}

/** The permissions that a new token gets: all that was granted, or what the request's body asks for. A body that does not fit
 * the contract, or asks for more than was granted, gives the refusal. */
export function permissionsAsked(
  body: string,
  granted: Levels,
): { permissions: Record<string, string> } | { status: number; message: string } {
  if (body === '') return { permissions: granted };
  let asked: unknown;
  try {
    asked = JSON.parse(body);
  } catch {
    return { status: 400, message: 'Problems parsing JSON' };
  }
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return { status: 400, message: 'Body should be a JSON object' };
  const { permissions, repository_ids: ids } = asked as { permissions?: unknown; repository_ids?: unknown };
  if (ids !== undefined && !(Array.isArray(ids) && ids.every(Number.isInteger)))
    return { status: 422, message: "Invalid request.\n\nFor 'repository_ids', not all items are integers." };
  if (permissions === undefined) return { permissions: granted };
  const wanted = Object.entries(Object(permissions) as Record<string, unknown>);
  for (const [name, level] of wanted)
    if (!LEVELS.includes(String(level))) return { status: 422, message: `Invalid request.\n\n${String(level)} is not a level of ${name}.` };
  const beyond = wanted.some(([name, level]) => LEVELS.indexOf(String(level)) > LEVELS.indexOf(granted[name] ?? ''));
  if (beyond) return { status: 422, message: 'The permissions requested are not granted to this installation.' };
  return { permissions: Object.fromEntries(wanted.map(([name, level]) => [name, String(level)])) };
}

/** The installation as `GET /app/installations/ID` gives it. */
export function installationDocument(id: number, appId: string, permissions: Levels, suspended: boolean): Record<string, unknown> {
  return {
    id,
    account: OWNER,
    repository_selection: 'selected',
    access_tokens_url: `https://example.com/app/installations/${id}/access_tokens`,
    repositories_url: 'https://example.com/installation/repositories',
    html_url: `https://example.com/organizations/acme/settings/installations/${id}`,
    app_id: Number(appId),
    app_slug: 'greenlight-sandbox',
    target_id: 1,
    target_type: 'Organization',
    permissions,
    events: EVENTS,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    single_file_name: null,
    suspended_by: suspended ? OWNER : null,
    suspended_at: suspended ? '2026-02-01T00:00:00Z' : null,
  };
}

const EVENTS = ['push'];
const user = 'https://example.com/users/acme';
export const OWNER = {
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
