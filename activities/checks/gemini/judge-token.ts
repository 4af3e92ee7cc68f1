import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { isFederated } from './is-federated.ts';
import { judgeImpersonation } from './judge-impersonation.ts';
import { judgeMetadata } from './judge-metadata.ts';
import { isMetadataHost } from './metadata-host.ts';
import { skewOf } from './skew-of.ts';

type Context = JudgeContext<'vertex'>;

/** Google takes an assertion that is off by less; what is off by more may be refused for it. */
const SKEW_SECONDS = 30;

/** Judges the making of an access token: the key's text, the machine's own credentials, Google's refusals, the transport. Null where
 * a token came back. */
export function judgeToken(evidence: Evidence<unknown>, context: Context, deadlineMs: number): Finding | null {
  const { account } = context.settings;
  if (account?.problem) return damaged(evidence, context, account.problem);
  const last = evidence.exchanges.at(-1);
  if (last && !account && isMetadataHost(last, context.settings.metadataHost)) return judgeMetadata(evidence, context, last, deadlineMs);
  const acting = last && judgeImpersonation(evidence, context, last);
  if (acting) return acting;
  const refused = last && !last.trouble && (last.status === 400 || last.status === 401) ? oauthErrorOf(last.bodyText) : null;
  if (refused) return refusal(evidence, context, refused);
  if (!last && evidence.error && !evidence.timedOut) return unasked(evidence, context);
  const trouble = judgeTransport(evidence, {
    service: 'Google’s token service',
    addressVariable: account && isFederated(account) ? account.source : 'GOOGLE_TOKEN_URL',
    doc: context.doc,
    deadlineMs,
  });
  if (trouble || !evidence.error) return trouble;
  // Who acts as a service account asks for its token elsewhere, where refusals are Google’s own kind.
  const isRefusal = account?.other && last?.status && last.status >= 400;
  return isRefusal ? notAccepted(evidence, context, `HTTP ${last.status}`) : unexpected(evidence, context);
}

/** `error` and `error_description` of an OAuth answer (RFC 6749, 5.2). */
function oauthErrorOf(body: string | null): { error: string; description: string } | null {
  try {
    const { error, error_description } = JSON.parse(body ?? '') as { error?: unknown; error_description?: unknown };
    return typeof error === 'string' ? { error, description: String(error_description ?? '') } : null;
  } catch {
    return null;
  }
}

function refusal(evidence: Evidence<unknown>, context: Context, { error, description }: { error: string; description: string }): Finding {
  const { account } = context.settings;
  if (!account || account.other) return notAccepted(evidence, context, error);
  const skew = skewOf(evidence.exchanges.at(-1)!, evidence);
  if (error === 'invalid_grant' && Math.abs(skew) > SKEW_SECONDS) return clockOff(evidence, context, skew);
  const gone = error === 'invalid_grant' && ONLY_TEXT_TELLS['google-token.account_missing'].words.test(description);
  return ill(evidence, {
    status: 'fail',
    failureClass: 'auth',
    rung: 'auth',
    detail: error,
    summary: gone ? `Google knows no account ${account.clientEmail}.` : `Google refuses the key of ${account.clientEmail}.`,
    hint: {
      id: gone ? 'SA_GONE' : 'SA_KEY',
      title: gone ? 'The account is gone' : 'The key was deleted or replaced',
      doc: context.doc,
      steps: [
        gone
          ? `In the Cloud console, open IAM → Service accounts: does ${account.clientEmail} still exist, in this project?`
          : `In the Cloud console, open IAM → Service accounts → ${account.clientEmail} → Keys: is the key still there?`,
        gone ? 'If it was deleted, make a new one with the role roles/aiplatform.user, and a key for it.' : 'Make a new key.',
        `Put its JSON into ${account.source} and restart the worker.`,
      ],
    },
  });
}

/** Google says `invalid_grant` for the times of an assertion as for its signature: while the clocks differ nothing is known of the key. */
function clockOff(evidence: Evidence<unknown>, context: Context, skew: number): Finding {
  return untold(evidence, {
    status: 'unknown',
    failureClass: 'clock',
    summary: `Google refuses our assertion, and this machine’s clock is ${Math.abs(skew)} s ${skew > 0 ? 'behind' : 'ahead of'} Google’s: it is most likely refused for its times.`,
    metadata: { skew_s: skew },
    hint: {
      id: 'CLOCK',
      title: 'Set the clock',
      steps: [
        'Switch on time synchronisation (NTP) on the worker’s machine.',
        'Then run the check again: whether the key is right can be told only then.',
      ],
      doc: context.doc,
    },
  });
}

/** The library threw before anything went out. */
function unasked(evidence: Evidence<unknown>, context: Context): Finding {
  const { account } = context.settings;
  if (account && !account.other) return damaged(evidence, context, 'its private_key is not a PEM key');
  const source = account?.source ?? 'gcloud’s file of default credentials';
  return configured(evidence, context, {
    detail: 'the credentials cannot be used',
    summary: `${source} cannot be used: Google’s library refused it before anything was asked.`,
    id: 'ADC_FILE',
    title: 'The credentials lack something',
    steps: [
      'Read what the library says: it stands in the probe’s metadata.',
      `Make the file anew with gcloud (application-default login, or iam workload-identity-pools create-cred-config), for ${source}.`,
      'Where it names another file or program, look whether that is on the worker’s machine.',
      'Restart the worker.',
    ],
  });
}

function damaged(evidence: Evidence<unknown>, context: Context, problem: string): Finding {
  const source = context.settings.account?.source ?? 'GOOGLE_SERVICE_ACCOUNT_JSON';
  return configured(evidence, context, {
    detail: 'the key cannot be read',
    summary: `${source} cannot be used: ${problem}.`,
    id: 'PEM',
    title: 'The key’s text is damaged',
    steps: [
      'Download the key again as JSON: Cloud console → Service accounts → Keys.',
      `Put the whole file into ${source}; nothing may be cut off or escaped twice.`,
      'Restart the worker.',
    ],
  });
}

function notAccepted(evidence: Evidence<unknown>, context: Context, error: string): Finding {
  const { account } = context.settings;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'auth',
    rung: 'auth',
    detail: error,
    summary: `Google refuses ${account ? `the credentials in ${account.source}` : 'the machine’s default credentials'} (${error}).`,
    hint: {
      id: 'ADC_REFUSED',
      title: account && isFederated(account) ? 'The federation’s credentials are not accepted' : 'The credentials have ended',
      steps: [
        account && isFederated(account)
          ? 'Look at the pool and the provider: Cloud console → IAM → Workload Identity Federation; does it still take who this machine is?'
          : 'On the machine of the worker run: gcloud auth application-default login',
        'Better: set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        'Restart the worker.',
      ],
      doc: context.doc,
    },
  });
}

/** An answer that is neither a token nor an OAuth error. */
function unexpected(evidence: Evidence<unknown>, context: Context): Finding {
  const status = evidence.exchanges.at(-1)?.status ?? null;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'http',
    detail: `HTTP ${status}`,
    summary: `Google’s token service answered HTTP ${status}, with neither a token nor a reason.`,
    hint: {
      id: 'TOKEN_ADDRESS',
      title: 'That is not how the token service answers',
      steps: [
        'Look at GOOGLE_TOKEN_URL: unset, it is Google’s own address.',
        'Look at proxies between the worker and that address.',
        'Read what came back: it stands in the probe’s metadata.',
      ],
      doc: context.doc,
    },
  });
}

function configured(
  evidence: Evidence<unknown>,
  context: Context,
  { detail, summary, ...hint }: { detail: string; summary: string; id: string; title: string; steps: string[] },
): Finding {
  return ill(evidence, { status: 'fail', failureClass: 'config', rung: 'auth', detail, summary, hint: { ...hint, doc: context.doc } });
}
