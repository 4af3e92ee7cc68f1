import { defineCapability } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { EXPIRY_THRESHOLDS, warnOfExpiry } from '#activities/judging/warn-of-expiry.ts';
import { askTokens } from './ask-tokens.ts';
import { axiomClient } from './client.ts';
import { judgeAxiom } from './judge-axiom.ts';
import { limitsOf } from './limits.ts';
import { ownToken } from './own-token.ts';
import { tokenTypeOf, warnOfPersonal } from './personal-token.ts';
import { warnOfRetry } from './retried.ts';
import { saysAxiom } from './says-axiom.ts';

const DEADLINE_MS = 10_000;

/** Axiom lets the token in. A token that may only ingest cannot list datasets; neither, by Axiom's pages, may one that it does not know: ingest
 * tells the two apart. */
export const axiomToken = defineCapability({
  kind: 'axiom',
  capability: 'token',
  title: 'Axiom accepts the token',
  why: 'Without a valid token no event arrives and no query is answered.',
  does: 'Lists the datasets that the token can see, and asks when it expires.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['network'],
  deadlineMs: DEADLINE_MS,
  thresholds: { ...EXPIRY_THRESHOLDS, slow_ms: 5_000 },
  async probe(tools, settings) {
    const datasets = await axiomClient(tools, settings).datasets.list();
    const answer = { datasets: datasets.map(({ name }) => name), tokens: null as unknown };
    // Most tokens may not ask this. Asked when the work is over, no answer to it can harm what is judged, nor take from its time.
    if (tokenTypeOf(settings.token) === 'API token')
      tools.afterwards(async ({ fetch }) => void (answer.tokens = await askTokens(fetch, settings)));
    return answer;
  },
  // That it may read datasets is proved by the list of them.
  credential: ({ tokens }) => ownToken(tokens) ?? { may: ['read datasets'] },
  judge(all, context) {
    // What other tokens the organisation has is nobody's business here.
    const evidence = { ...all, afterwards: all.afterwards.map((exchange) => ({ ...exchange, bodyText: null })) };
    const last = evidence.exchanges.at(-1);
    if (last?.status === 403 && saysAxiom(last)) {
      return well(evidence, {
        summary: `Token …${context.settings.token.slice(-4)} may not list datasets, as one that may only ingest may not: axiom.ingest tells whether it is any good.`,
        metadata: { ingest_only: true, token_type: tokenTypeOf(context.settings.token) },
      });
    }
    const trouble = judgeAxiom(evidence, context, DEADLINE_MS, { action: 'list datasets', right: 'Datasets: Read' });
    if (trouble) return trouble;
    const names = evidence.answer?.datasets;
    if (!Array.isArray(names)) {
      return ill(evidence, {
        status: 'fail',
        failureClass: 'wrong_result',
        rung: 'function',
        detail: 'no list',
        summary: 'Axiom answered, but not with a list of datasets.',
        hint: {
          id: 'UNREADABLE',
          title: 'The answer is not what the API promises',
          steps: ['Look at AXIOM_URL: does it name Axiom’s API?', 'Read what came back: it stands in the probe’s metadata.'],
          doc: context.doc,
        },
      });
    }
    const said = {
      summary: `Token …${context.settings.token.slice(-4)} is accepted; it sees ${names.length} dataset${names.length === 1 ? '' : 's'}.`,
      metadata: { datasets: names, token_type: tokenTypeOf(context.settings.token), limits: limitsOf(last?.headers ?? {}) },
    };
    const ending = {
      what: 'The token in AXIOM_TOKEN',
      expiresAt: ownToken(evidence.answer?.tokens)?.expires_at ?? null,
      steps: (on: string) => [
        `In Axiom, open Settings → API tokens and make a new token with the rights of the one that ends in ${context.settings.token.slice(-4)}: a token’s end can’t be moved.`,
        `Put it into AXIOM_TOKEN before ${on}, here and in your product, and restart the worker.`,
        'Then delete the old one.',
      ],
    };
    return (
      warnOfExpiry(evidence, context, said, ending) ??
      warnOfRetry(evidence, context, said) ??
      warnOfPersonal(evidence, context, said) ??
      well(evidence, said)
    );
  },
});
