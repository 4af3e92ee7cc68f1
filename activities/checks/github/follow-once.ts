import type { GitHubSettings } from '#activities/settings.ts';

/** A fetch that goes once where a redirection leads, as the product’s own does, as long as that is GitHub’s API still: a token is shown to
 * nobody else. */
export function followOnce(ask: typeof fetch, { apiUrl }: Pick<GitHubSettings, 'apiUrl'>): typeof fetch {
  return async (input, init) => {
    const response = await ask(input, init);
    const location = [301, 302, 307, 308].includes(response.status) ? response.headers.get('location') : null;
    if (location === null || !URL.canParse(location, apiUrl)) return response;
    const next = new URL(location, apiUrl);
    return next.origin === new URL(apiUrl).origin ? ask(next.href, init) : response;
  };
}
