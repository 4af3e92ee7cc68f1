import { defineCapability } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { githubApp } from './client.ts';
import { judgeGitHub, skewSeconds } from './judge-github.ts';

const DEADLINE_MS = 10_000;

/** GitHub knows the App by its key. */
export const githubAppCheck = defineCapability({
  kind: 'github',
  capability: 'app',
  title: 'GitHub knows the App by its key',
  why: 'Every token of the App is minted with this key; without it nothing on GitHub works.',
  does: 'Signs a JWT with the App’s private key and asks GitHub who it is.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: [],
  deadlineMs: DEADLINE_MS,
  thresholds: { skew_warn_s: 30 },
  async probe(tools, settings) {
    const { data } = await githubApp(tools, settings).octokit.request('GET /app');
    return {
      slug: data?.slug ?? null,
      name: data?.name ?? null,
      id: data?.id ?? null,
      owner: data?.owner && 'login' in data.owner ? data.owner.login : null,
      permissions: data?.permissions ?? {},
    };
  },
  judge(evidence, context) {
    const trouble = judgeGitHub(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const app = evidence.answer;
    if (!app?.slug) {
      return ill(evidence, {
        status: 'fail',
        failureClass: 'wrong_result',
        rung: 'function',
        detail: 'no App',
        summary: 'GitHub answered, but not with an App.',
        hint: {
          id: 'UNREADABLE',
          title: 'The answer is not what the API promises',
          steps: ['Look at GITHUB_API_URL: does it name GitHub’s API?', 'Read what came back: it stands in the probe’s metadata.'],
          doc: context.doc,
        },
      });
    }
    const skew = skewSeconds(evidence, evidence.exchanges.at(-1)!);
    if (skew > context.thresholds['skew_warn_s']!) {
      return ill(evidence, {
        status: 'warn',
        failureClass: 'clock',
        rung: 'auth',
        detail: `${skew} s off`,
        metadata: { app, skew_s: skew },
        summary: `App ${app.slug} answers to our key, but this machine’s clock is ${skew} seconds off: the first try was refused.`,
        hint: {
          id: 'CLOCK',
          title: 'Set the clock',
          steps: ['Switch on time synchronisation (NTP) on the worker’s machine.', 'Beyond about ten minutes GitHub refuses altogether.'],
          doc: context.doc,
        },
      });
    }
    return well(evidence, { summary: `App ${app.slug} answers to our key.`, metadata: { app, skew_s: skew } });
  },
});
