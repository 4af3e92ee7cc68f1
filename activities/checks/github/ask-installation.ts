import type { ProbeTools } from '#activities/capability.ts';
import type { GitHubSettings } from '#activities/settings.ts';
import { githubApp } from './client.ts';

/** What GitHub says of an installation. `account`: its login, or an enterprise's slug. */
export interface Installation {
  account: string | null;
  repository_selection: string;
  permissions: Record<string, string>;
  events: string[];
  /** ISO 8601; null while it is active. */
  suspended_at: string | null;
  suspended_by: string | null;
}

/** Asks, as the App, about the configured installation. */
export async function askInstallation(tools: ProbeTools, settings: GitHubSettings): Promise<Installation> {
  const { data } = await githubApp(tools, settings).octokit.request('GET /app/installations/{installation_id}', {
    installation_id: settings.installationId,
  });
  const account = data?.account;
  return {
    account: !account ? null : 'login' in account ? account.login : account.slug,
    repository_selection: data?.repository_selection ?? 'all',
    permissions: (data?.permissions ?? {}) as Record<string, string>,
    events: data?.events ?? [],
    suspended_at: data?.suspended_at ?? null,
    suspended_by: data?.suspended_by?.login ?? null,
  };
}
