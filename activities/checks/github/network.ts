import { networkCheck } from '#activities/network/network-check.ts';

/** The way to GitHub. */
export const githubNetwork = networkCheck({
  kind: 'github',
  service: 'GitHub',
  hostsOf: ({ apiUrl }) => [{ url: apiUrl, variable: 'GITHUB_API_URL' }],
});
