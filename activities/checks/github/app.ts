import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { githubApp } from './client.ts';
import { clockWarning } from './clock.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import { skewSeconds } from './skew.ts';

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
  requires: ['network'],
  deadlineMs: DEADLINE_MS,
  thresholds: { skew_warn_s: 30, slow_ms: 5_000 },
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
  facts: ({ permissions, owner }) => ({ 'permissions of the App': permissions, 'owner of the App': owner }),
  judge(evidence, context) {
    const trouble = judgeGitHub(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const app = evidence.answer;
    if (!app?.slug) return notWhatWasAsked(evidence, context, 'App');
    const works = `App ${app.slug} answers to our key`;
    return (
      clockWarning(evidence, context, works, { app }) ??
      well(evidence, { summary: `${works}.`, metadata: { app, skew_s: skewSeconds(evidence, evidence.exchanges.at(-1)!) } })
    );
  },
});
