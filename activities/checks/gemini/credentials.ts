import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { EXPIRY_THRESHOLDS, warnOfExpiry } from '#activities/judging/warn-of-expiry.ts';
import { defaultsOf } from './defaults-of.ts';
import { judgeToken } from './judge-token.ts';
import { askKeyLife, endOf, type KeyLife } from './key-certificate.ts';
import { mintToken } from './mint-token.ts';

const DEADLINE_MS = 10_000;

interface Answer {
  /** When the token ends. */
  expires_at: string | null;
  /** What the machine's default credentials are; null where the account has a key. */
  defaults: string | null;
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
    const answer: Answer = { expires_at: null, defaults: null, key: null };
    // A text that is no key needs no request to be refused.
    if (account?.problem) return answer;
    const { client, expiresAt } = await mintToken(tools, settings);
    answer.expires_at = expiresAt?.toISOString() ?? null;
    if (!account) answer.defaults = defaultsOf(client);
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
    const who = account ? `${account.clientEmail} (from ${account.source})` : 'the machine’s default credentials';
    const expires = evidence.answer?.expires_at ?? null;
    const said = {
      summary: `Token for ${who}${expires ? `, good until ${expires.slice(11, 16)} UTC` : ''}.`,
      metadata: { expires_at: expires, key: evidence.answer?.key ?? null },
    };
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
