import { GoogleAuth } from 'google-auth-library';
import { defineCapability, type JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, untold, well } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { googleAuthOptions } from './client.ts';

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
  requires: [],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings) {
    if (settings.account?.problem) return { problem: settings.account.problem, expires_at: null };
    const client = await new GoogleAuth(googleAuthOptions(tools, settings)).getClient();
    const { token } = await client.getAccessToken();
    if (!token) throw new Error('no access token came back');
    tools.secret(token);
    return { problem: null, expires_at: client.credentials.expiry_date ? new Date(client.credentials.expiry_date).toISOString() : null };
  },
  judge(evidence, context) {
    const { account } = context.settings;
    const who = account ? `${account.clientEmail} (from ${account.source})` : 'the machine’s default credentials';
    if (account?.problem) return damaged(evidence, context, account.problem);
    const last = evidence.exchanges.at(-1);
    const refused = last && !last.trouble && (last.status === 400 || last.status === 401) ? oauthError(last.bodyText) : null;
    if (refused) return refusal(evidence, context, refused);
    if (!last && evidence.error && !evidence.timedOut)
      return account ? damaged(evidence, context, 'its private_key is not a PEM key') : noDefaults(evidence, context);
    const trouble = judgeTransport(evidence, {
      service: 'Google’s token service',
      addressVariable: 'GOOGLE_TOKEN_URL',
      doc: context.doc,
      deadlineMs: DEADLINE_MS,
    });
    if (trouble) return trouble;
    return well(evidence, {
      summary: `Token for ${who}${evidence.answer?.expires_at ? `, good until ${evidence.answer.expires_at.slice(11, 16)} UTC` : ''}.`,
      metadata: { expires_at: evidence.answer?.expires_at },
    });
  },
});

type Context = JudgeContext<'vertex'>;

/** `error` and `error_description` of an OAuth answer (RFC 6749, 5.2). */
function oauthError(body: string | null): { error: string; description: string } | null {
  try {
    const { error, error_description } = JSON.parse(body ?? '') as { error?: unknown; error_description?: unknown };
    return typeof error === 'string' ? { error, description: String(error_description ?? '') } : null;
  } catch {
    return null;
  }
}

/** Google says `invalid_grant` for all of these; only the text tells them apart (google-auth-library issues; L1). */
const TEXTS = [
  { text: /account not found/i, id: 'SA_GONE' as const },
  { text: /short-lived token|reasonable timeframe/i, id: 'CLOCK' as const },
];

function refusal(evidence: Evidence<unknown>, context: Context, { error, description }: { error: string; description: string }): Finding {
  const email = context.settings.account?.clientEmail ?? 'the account';
  const source = context.settings.account?.source ?? 'the machine';
  const known = error === 'invalid_grant' ? TEXTS.find(({ text }) => text.test(description))?.id : undefined;
  if (known === 'CLOCK') {
    return untold(evidence, {
      status: 'unknown',
      failureClass: 'clock',
      summary: 'Google refuses our assertion for its times: this machine’s clock is off.',
      hint: {
        id: 'CLOCK',
        title: 'Set the clock',
        steps: ['Switch on time synchronisation (NTP) on the worker’s machine.', 'Then run the check again.'],
        doc: context.doc,
      },
    });
  }
  const gone = known === 'SA_GONE';
  return ill(evidence, {
    status: 'fail',
    failureClass: 'auth',
    rung: 'auth',
    detail: error,
    summary: gone ? `Google knows no account ${email}.` : `Google refuses the key of ${email}.`,
    hint: {
      id: gone ? 'SA_GONE' : 'SA_KEY',
      title: gone ? 'The account is gone' : 'The key was deleted or replaced',
      doc: context.doc,
      steps: [
        `In the Cloud console, open IAM → Service accounts → ${email} → Keys.`,
        gone ? 'If the account was deleted, make a new one with roles/aiplatform.user.' : 'Is the key still there? Make a new one.',
        `Put its JSON into ${source} and restart the worker.`,
      ],
    },
  });
}

function damaged(evidence: Evidence<unknown>, context: Context, problem: string): Finding {
  const source = context.settings.account?.source ?? 'GOOGLE_SERVICE_ACCOUNT_JSON';
  return ill(evidence, {
    status: 'fail',
    failureClass: 'config',
    rung: 'auth',
    detail: 'the key cannot be read',
    summary: `${source} cannot be used: ${problem}.`,
    hint: {
      id: 'PEM',
      title: 'The key’s text is damaged',
      steps: [
        'Download the key again as JSON: Cloud console → Service accounts → Keys.',
        `Put the whole file into ${source}; nothing may be cut off or escaped twice.`,
        'Restart the worker.',
      ],
      doc: context.doc,
    },
  });
}

function noDefaults(evidence: Evidence<unknown>, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'config',
    rung: 'auth',
    detail: 'no credentials',
    summary: 'This machine has no default credentials for Google.',
    hint: {
      id: 'ADC',
      title: 'Give the worker an account',
      steps: [
        'Set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        'Or run the worker on Google Cloud with an account attached.',
        'Restart the worker.',
      ],
      doc: context.doc,
    },
  });
}
