import { setTimeout as sleep } from 'node:timers/promises';
import type { Octokit } from '@octokit/core';
import type { ProbeTools } from '#activities/capability.ts';
import type { GitHubSettings } from '#activities/settings.ts';
import { askInstallation } from './ask-installation.ts';
import { githubApp, githubClient } from './client.ts';
import { followOnce } from './follow-once.ts';

/** What GitHub says of a token that it has minted; the token itself is not in it. */
export interface Minted {
  expires_at: string;
  permissions: Record<string, string>;
  repository_selection: string;
}

/** How long to wait before a token that GitHub does not know yet is shown again, in milliseconds. */
const REPLICATION_MS = [1_000, 2_000];

/** An installation token for one probe, handed back when it is over, and a client that works with it.
 * @throws whatever the SDK throws where GitHub mints none. */
export async function borrowToken(tools: ProbeTools, settings: GitHubSettings): Promise<{ minted: Minted; octokit: Octokit }> {
  // Not octokit.auth(): that gives two probes at the same time one token, and the first to hand it back takes it from the other.
  const { data } = await githubApp(tools, settings)
    .octokit.request('POST /app/installations/{installation_id}/access_tokens', { installation_id: settings.installationId })
    .catch((refusal: unknown) => {
      // The answer says in words alone that the installation is suspended; the installation says it with a date.
      if (isForbidden(refusal)) tools.afterwards((after) => askInstallation({ ...tools, ...after }, settings));
      throw refusal;
    });
  if (typeof data?.token !== 'string') throw new Error('no token came back');
  tools.secret(data.token);
  // The App's own client would sign this with its key; the token itself must stand there.
  tools.afterwards((after) =>
    new (githubClient({ ...tools, ...after }, settings))().request('DELETE /installation/token', {
      headers: { authorization: `token ${data.token}` },
    }),
  );
  const patient: ProbeTools = { ...tools, fetch: followOnce(untilKnown(tools), settings) };
  return {
    minted: {
      expires_at: data.expires_at,
      permissions: (data.permissions ?? {}) as Record<string, string>,
      repository_selection: data.repository_selection ?? 'all',
    },
    octokit: new (githubClient(patient, settings))({ auth: data.token }),
  };
}

/** Forbidden, and not for having asked too much: then asking once more makes it worse. */
function isForbidden(refusal: unknown): boolean {
  const { status, response } = refusal as { status?: unknown; response?: { headers: Record<string, unknown> } };
  const { 'retry-after': wait, 'x-ratelimit-remaining': left } = response?.headers ?? {};
  return status === 403 && wait === undefined && String(left) !== '0';
}

/** In its first seconds a token may be unknown to some of GitHub's servers: a 401 is asked again, as @octokit/auth-app does for the
 * product (issue 65 there). What was refused before stands in the evidence. */
function untilKnown(tools: ProbeTools): typeof fetch {
  return async (input, init) => {
    for (const wait of REPLICATION_MS) {
      const response = await tools.fetch(input, init);
      if (response.status !== 401) return response;
      await sleep(wait, undefined, { signal: tools.signal });
    }
    return tools.fetch(input, init);
  };
}
