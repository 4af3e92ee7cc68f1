import type { Exchange } from '#activities/evidence.ts';
import type { GitHubSettings } from '#activities/settings.ts';

/** True where the App itself asked, with a JWT; false where somebody asked with one of its tokens. A repository may be called `app`. */
export function askedAsApp({ url }: Pick<Exchange, 'url'>, { apiUrl }: Pick<GitHubSettings, 'apiUrl'>): boolean {
  const base = new URL(apiUrl).pathname.replace(/\/$/, '');
  return /^\/app(\/|$)/.test(new URL(url).pathname.slice(base.length));
}
