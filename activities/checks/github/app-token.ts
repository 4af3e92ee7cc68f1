import type { Finding } from '#workflows/core/finding.ts';
import { defineCapability, type JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { borrowToken, type Minted } from './borrow-token.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import { rightsOf } from './rights.ts';
import { timeOf } from './skew.ts';
import { tokenWarning } from './token-warning.ts';

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
  requires: ['installation'],
  deadlineMs: DEADLINE_MS,
  thresholds: { shortest_life_min: 50, skew_warn_s: 30, slow_ms: 5_000 },
  probe: async (tools, settings): Promise<Minted> => (await borrowToken(tools, settings)).minted,
  credential: ({ permissions }) => rightsOf(permissions),
  judge(evidence, context) {
    const trouble = evidence.answer ? null : judgeGitHub(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const token = evidence.answer;
    const minutes = token ? lifeInMinutes(evidence, token) : NaN;
    if (!token || Number.isNaN(minutes)) return notWhatWasAsked(evidence, context, 'token');
    if (minutes < context.thresholds['shortest_life_min']!) return livesTooShort(evidence, context, token, minutes);
    const works = `Token minted, good for ${minutes} min`;
    return tokenWarning(evidence, context, works, { token }) ?? well(evidence, { summary: `${works}, handed back.`, metadata: { token } });
  },
});

/** By GitHub's clock where it tells it: ours may be off, and the token lives by theirs. */
function lifeInMinutes(evidence: Evidence<Minted>, token: Minted): number {
  const minting = evidence.exchanges.find(({ method, status }) => method === 'POST' && status === 201);
  const from = (minting && timeOf(minting)) ?? evidence.wallClock.getTime();
  return Math.round((Date.parse(token.expires_at) - from) / 60_000);
}

function livesTooShort(evidence: Evidence<Minted>, context: JudgeContext<'github'>, token: Minted, minutes: number): Finding {
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
        'Look at GITHUB_API_URL: a proxy that hands out tokens it has kept gives them with what is left of their hour.',
        'Until that is mended, long jobs of the product must mint a new token in between.',
      ],
      doc: context.doc,
    },
  });
}
