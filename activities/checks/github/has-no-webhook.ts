import type { Evidence, Exchange } from '#activities/evidence.ts';
import type { GitHubSettings } from '#activities/settings.ts';
import { askedAsApp } from './asked-as-app.ts';

/** True where GitHub says that the App has no webhook. */
export function hasNoWebhook({ exchanges }: Evidence<unknown>, settings: GitHubSettings): boolean {
  const last = exchanges.at(-1);
  return last !== undefined && !last.trouble && isWebhookMissing(last, settings);
}

/** GitHub's own 404 to a question about the webhook; a proxy's is none of GitHub's. */
export function isWebhookMissing(exchange: Exchange, settings: GitHubSettings): boolean {
  const { status, headers, url } = exchange;
  return status === 404 && /json/.test(headers['content-type'] ?? '') && askedAsApp(exchange, settings) && url.includes('/app/hook/');
}
