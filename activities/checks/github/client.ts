import { App } from '@octokit/app';
import { Octokit } from '@octokit/core';
import type { ProbeTools } from '#activities/capability.ts';
import type { GitHubSettings } from '#activities/settings.ts';
import { USER_AGENT } from '#activities/transport/recording-fetch.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A plain client with our fetch and our address, nothing on the console. It signs nothing by itself. */
export function githubClient(tools: ProbeTools, settings: GitHubSettings): typeof Octokit {
  return Octokit.defaults({
    baseUrl: settings.apiUrl,
    userAgent: USER_AGENT,
    log: silent,
    request: { fetch: hidingCredentials(tools), signal: tools.signal },
  });
}

/** The App as the probes use it: every request is signed with its key. */
export function githubApp(tools: ProbeTools, settings: GitHubSettings): App {
  return new App({
    appId: settings.appId,
    privateKey: settings.privateKey,
    Octokit: githubClient(tools, settings),
    log: silent,
    ...(settings.webhookSecret === null ? {} : { webhooks: { secret: settings.webhookSecret } }),
  });
}

/** The SDK makes the JWTs itself and shows them to nobody; one that comes back in an answer could be used for ten minutes. */
function hidingCredentials(tools: ProbeTools): typeof fetch {
  return (input, init) => {
    const credential = new Headers(init?.headers).get('authorization')?.replace(/^\w+ /, '');
    if (credential) tools.secret(credential);
    return tools.fetch(input, init);
  };
}
