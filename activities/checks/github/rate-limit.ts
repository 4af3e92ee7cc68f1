import { defineCapability } from '#activities/capability.ts';
import { borrowToken } from './borrow-token.ts';
import { judgeRateLimit, type Allowance } from './judge-rate-limit.ts';

const DEADLINE_MS = 12_000;

/** Enough of the hour's requests is left for the product. */
export const githubRateLimit = defineCapability({
  kind: 'github',
  capability: 'rate_limit',
  title: 'Enough requests are left this hour',
  why: 'Once the hour’s requests are used, GitHub refuses everything the product asks until the hour is over.',
  does: 'Mints a token, asks how many requests are left (that is not counted), and hands the token back.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 3_600_000,
  requires: ['app_token'],
  deadlineMs: DEADLINE_MS,
  thresholds: { remaining_warn_pct: 20, remaining_fail_pct: 1 },
  async probe(tools, settings): Promise<Allowance[]> {
    const { octokit } = await borrowToken(tools, settings);
    const { data } = await octokit.request('GET /rate_limit');
    // The two that a product lives on; the others are of minutes, or of features of their own.
    return (['core', 'graphql'] as const).flatMap((name) => {
      const resource = data?.resources?.[name];
      return resource ? [{ name, limit: resource.limit, remaining: resource.remaining, reset: resource.reset }] : [];
    });
  },
  facts: (allowances) => Object.fromEntries(allowances.map(({ name, limit }) => [`requests an hour (${name})`, limit])),
  judge: (evidence, context) => judgeRateLimit(evidence, context, DEADLINE_MS),
});
