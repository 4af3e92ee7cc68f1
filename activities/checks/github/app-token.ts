import { defineCapability } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { githubApp, githubClient } from './client.ts';
import { judgeGitHub } from './judge-github.ts';

const DEADLINE_MS = 12_000;

/** An installation token is minted, lives about an hour, and is handed back. */
export const githubAppToken = defineCapability({
  kind: 'github',
  capability: 'app_token',
  title: 'An installation token can be minted',
  why: 'The product works on repositories with such tokens; without one it can read and write nothing.',
  does: 'Mints a token for the configured installation and hands it back at once.',
  costUsd: 0,
  expensive: false,
  baseline: true,
  cadenceMs: 21_600_000,
  requires: ['app'],
  deadlineMs: DEADLINE_MS,
  thresholds: { shortest_life_min: 50 },
  async probe(tools, settings) {
    const app = githubApp(tools, settings);
    const auth = (await app.octokit.auth({ type: 'installation', installationId: settings.installationId, refresh: true })) as {
      token: string;
      expiresAt: string;
      permissions: Record<string, string>;
      repositorySelection: string;
    };
    if (typeof auth.token !== 'string') throw new Error('no token came back');
    tools.secret(auth.token);
    // The App's own client would sign this with its key; the token itself must stand there.
    const GitHub = githubClient(tools, settings);
    const revoked = await new GitHub().request('DELETE /installation/token', { headers: { authorization: `token ${auth.token}` } }).then(
      ({ status }) => status,
      (error: { status?: number }) => error.status ?? 0,
    );
    return {
      expires_at: auth.expiresAt,
      permissions: auth.permissions,
      repository_selection: auth.repositorySelection,
      handed_back: revoked === 204,
    };
  },
  judge(evidence, context) {
    const trouble = evidence.answer ? null : judgeGitHub(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const token = evidence.answer;
    const minutes = token ? Math.round((Date.parse(token.expires_at) - evidence.wallClock.getTime()) / 60_000) : NaN;
    if (!token || Number.isNaN(minutes)) {
      return ill(evidence, {
        status: 'fail',
        failureClass: 'wrong_result',
        rung: 'function',
        detail: 'no token',
        summary: 'GitHub answered, but not with a token.',
        hint: {
          id: 'UNREADABLE',
          title: 'The answer is not what the API promises',
          steps: ['Look at GITHUB_API_URL: does it name GitHub’s API?', 'Read what came back: it stands in the probe’s metadata.'],
          doc: context.doc,
        },
      });
    }
    if (minutes < context.thresholds['shortest_life_min']!) {
      return ill(evidence, {
        status: 'warn',
        failureClass: 'expiring',
        rung: 'function',
        detail: `${minutes} min`,
        metadata: { token },
        summary: `A token was minted, but it lives only ${minutes} minutes instead of an hour.`,
        hint: {
          id: 'GH_SHORT',
          title: 'The token lives too short',
          steps: [
            'Look at this machine’s clock first: if it is ahead, the token only seems short.',
            'Long jobs of the product must mint a new token in between.',
          ],
          doc: context.doc,
        },
      });
    }
    if (!token.handed_back) {
      return ill(evidence, {
        status: 'warn',
        failureClass: 'wrong_result',
        rung: 'function',
        detail: 'not handed back',
        metadata: { token },
        summary: 'A token was minted, but GitHub did not take it back; it dies by itself within the hour.',
        hint: {
          id: 'GH_REVOKE',
          title: 'The token could not be handed back',
          steps: ['Run the check again: a single time passes.', 'If it stays, look at GitHub’s status page.'],
          doc: context.doc,
        },
      });
    }
    return well(evidence, { summary: `Token minted, good for ${minutes} min, handed back.`, metadata: { token } });
  },
});
