import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { judgeToken } from './judge-token.ts';
import { mintToken } from './mint-token.ts';

const DEADLINE_MS = 10_000;

/** Google mints an access token for the account. */
export const geminiCredentials = defineCapability({
  kind: 'vertex',
  capability: 'credentials',
  title: 'Google mints a token for the account',
  why: 'Every request to Vertex carries such a token; without one nothing is answered.',
  does: 'Signs an assertion with the account’s key and exchanges it for an access token.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['network'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings) {
    // A text that is no key needs no request to be refused.
    if (settings.account?.problem) return { expires_at: null };
    const { expiresAt } = await mintToken(tools, settings);
    return { expires_at: expiresAt?.toISOString() ?? null };
  },
  judge(evidence, context) {
    const trouble = judgeToken(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const { account } = context.settings;
    const who = account ? `${account.clientEmail} (from ${account.source})` : 'the machine’s default credentials';
    const expires = evidence.answer?.expires_at ?? null;
    return well(evidence, {
      summary: `Token for ${who}${expires ? `, good until ${expires.slice(11, 16)} UTC` : ''}.`,
      metadata: { expires_at: expires },
    });
  },
});
