import { ExternalAccountAuthorizedUserClient, UserRefreshClient } from 'google-auth-library';
import { defineCapability, type JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { EXPIRY_THRESHOLDS, warnOfExpiry } from '#activities/judging/warn-of-expiry.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { defaultsOf } from './defaults-of.ts';
import { judgeToken } from './judge-token.ts';
import { askKeyLife, endOf, type KeyLife } from './key-certificate.ts';
import { mintToken } from './mint-token.ts';
import { whoAsks } from './who-asks.ts';

const DEADLINE_MS = 10_000;

interface Answer {
  /** When the token ends. */
  expires_at: string | null;
  /** What the credentials are that are no key; null for a key. */
  defaults: string | null;
  /** They are somebody's login: the settings say nothing of gcloud's own file. */
  is_persons: boolean;
  key: KeyLife | null;
}

/** Google mints an access token for the account. */
export const geminiCredentials = defineCapability({
  kind: 'vertex',
  capability: 'credentials',
  title: 'Google mints a token for the account',
  why: 'Every request to Vertex carries such a token; without one nothing is answered.',
  does: 'Signs an assertion with the account’s key and exchanges it for an access token; asks how long the key is good.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['network'],
  deadlineMs: DEADLINE_MS,
  thresholds: EXPIRY_THRESHOLDS,
  async probe(tools, settings): Promise<Answer> {
    const { account } = settings;
    const answer: Answer = { expires_at: null, defaults: null, is_persons: false, key: null };
    // A text that is no key needs no request to be refused.
    if (account?.problem) return answer;
    const { client, expiresAt } = await mintToken(tools, settings);
    answer.expires_at = expiresAt?.toISOString() ?? null;
    if (!account || account.other) answer.defaults = defaultsOf(client);
    answer.is_persons = client instanceof UserRefreshClient || client instanceof ExternalAccountAuthorizedUserClient;
    const certificate = account?.certificate;
    // Asked when the work is over: no answer to it can harm what is judged, nor take from its time.
    if (certificate) tools.afterwards(async ({ fetch }) => void (answer.key = await askKeyLife(fetch, certificate)));
    return answer;
  },
  credential: ({ expires_at, defaults, key }) => ({
    ...(expires_at ? { may: ['do on Google Cloud what its roles allow (scope cloud-platform)'] } : {}),
    ...(defaults ? { identity: defaults } : {}),
    ...(key ? { created_at: key.from, expires_at: endOf(key) } : {}),
  }),
  judge(evidence, context) {
    const trouble = judgeToken(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const { account } = context.settings;
    const who = account ? `${whoAsks(account)} (from ${account.source})` : 'the machine’s default credentials';
    const expires = evidence.answer?.expires_at ?? null;
    const said = {
      summary: `Token for ${who}${expires ? `, good until ${expires.slice(11, 16)} UTC` : ''}.`,
      metadata: { expires_at: expires, key: evidence.answer?.key ?? null },
    };
    if (evidence.answer?.is_persons) return ofPerson(evidence, context, said);
    const key = evidence.answer?.key;
    const ending = {
      what: `The key in ${account?.source}`,
      expiresAt: key ? endOf(key) : null,
      steps: (on: string) => [
        `In the Cloud console, open IAM → Service accounts → ${account?.clientEmail} → Keys and make a new key: an end can’t be moved.`,
        `Put its JSON into ${account?.source} before ${on}, here and in your product, and restart the worker.`,
        'Then delete the old one.',
      ],
    };
    return warnOfExpiry(evidence, context, said, ending) ?? well(evidence, said);
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
