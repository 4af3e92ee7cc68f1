import { ExternalAccountAuthorizedUserClient, UserRefreshClient } from 'google-auth-library';
import { defineCapability, type JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { judgeToken } from './judge-token.ts';
import { mintToken } from './mint-token.ts';
import { whoAsks } from './who-asks.ts';

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
    if (settings.account?.problem) return { expires_at: null, is_persons: false };
    const { client, expiresAt } = await mintToken(tools, settings);
    // Also where it is gcloud’s own file, of which the settings say nothing.
    const isPersons = client instanceof UserRefreshClient || client instanceof ExternalAccountAuthorizedUserClient;
    return { expires_at: expiresAt?.toISOString() ?? null, is_persons: isPersons };
  },
  judge(evidence, context) {
    const trouble = judgeToken(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const { account } = context.settings;
    const who = account ? `${whoAsks(account)} (from ${account.source})` : 'the machine’s default credentials';
    const expires = evidence.answer?.expires_at ?? null;
    const said = {
      summary: `Token for ${who}${expires ? `, good until ${expires.slice(11, 16)} UTC` : ''}.`,
      metadata: { expires_at: expires },
    };
    return evidence.answer?.is_persons ? ofPerson(evidence, context, said) : well(evidence, said);
  },
});

/** A login ends: with the password, with the person’s leaving, or by the organization’s rules. */
function ofPerson(
  evidence: Evidence<unknown>,
  { settings, doc }: JudgeContext<'vertex'>,
  said: { summary: string; metadata: Record<string, unknown> },
): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'expiring',
    rung: 'auth',
    detail: 'a person’s login',
    summary: `${said.summary} But it is a person’s login, and those end.`,
    metadata: said.metadata,
    hint: {
      id: 'USER_CREDENTIALS',
      title: 'A person’s login is no account for a machine',
      steps: [
        'Make a service account with the role roles/aiplatform.user, and a key for it; or attach it to the machine.',
        `Put the key into ${settings.account?.source ?? 'GOOGLE_APPLICATION_CREDENTIALS'} and restart the worker.`,
        'Until then: when this check fails, run gcloud auth application-default login again.',
      ],
      doc,
    },
  });
}
