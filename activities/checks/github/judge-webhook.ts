import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import { notSaid } from './not-said.ts';

/** How the App's webhook is set up. */
export interface Webhook {
  url: string | null;
  content_type: string | null;
  has_secret: boolean;
  /** `1`: GitHub does not look at the receiver's certificate. */
  insecure_ssl: string;
  /** Our secret signs an event, takes it back, and refuses another with the same signature. */
  verified: boolean;
}

type Seen = Evidence<Webhook | null>;
type Context = JudgeContext<'github'>;

/** An address with TLS that is looked at, JSON, and a secret. */
export function judgeWebhook(evidence: Seen, context: Context, deadlineMs: number): Finding {
  if (context.settings.webhookSecret === null)
    return notSaid(evidence, context, 'GITHUB_APP_WEBHOOK_SECRET', 'the secret that the product verifies events with');
  const trouble = judgeGitHub(evidence, context, deadlineMs);
  if (trouble) return trouble;
  const webhook = evidence.answer;
  if (!webhook?.url || !webhook.verified) return notWhatWasAsked(evidence, context, 'webhook');
  const flaw = flawOf(webhook);
  if (flaw) return flawed(evidence, context, flaw);
  const host = new URL(webhook.url).host;
  return well(evidence, { summary: `GitHub sends signed events to ${host} over verified TLS.`, metadata: { webhook } });
}

interface Flaw {
  status: 'warn' | 'fail';
  id: string;
  summary: string;
  title: string;
  mend: string;
}

function flawOf({ url, content_type, has_secret, insecure_ssl }: Webhook): Flaw | null {
  if (!has_secret)
    return {
      status: 'fail',
      id: 'GH_HOOK_SECRET',
      summary: 'The webhook has no secret: GitHub signs nothing, and the product must refuse its events or trust anybody’s.',
      title: 'The webhook has no secret',
      mend: 'Enter the same secret there as in GITHUB_APP_WEBHOOK_SECRET.',
    };
  if (!url!.startsWith('https://') || insecure_ssl === '1')
    return {
      status: 'warn',
      id: 'GH_HOOK_TLS',
      summary: `Events are sent to ${new URL(url!).host} ${url!.startsWith('https://') ? 'without looking at its certificate' : 'without TLS'}.`,
      title: 'The webhook’s way is open',
      mend: 'Name an https:// address there, and switch "SSL verification" on.',
    };
  if (content_type !== 'json')
    return {
      status: 'warn',
      id: 'GH_HOOK_TYPE',
      summary: `The webhook sends its events as ${content_type ?? 'a form'}, not as JSON.`,
      title: 'The events are no JSON',
      mend: 'Choose "application/json" as the content type there, unless the product reads forms.',
    };
  return null;
}

function flawed(evidence: Seen, context: Context, { status, id, summary, title, mend }: Flaw): Finding {
  return ill(evidence, {
    status,
    failureClass: 'config',
    rung: 'function',
    detail: title,
    metadata: { webhook: evidence.answer },
    summary,
    hint: { id, title, steps: ['Open the App’s settings → General → Webhook.', mend, 'Then run the check again.'], doc: context.doc },
  });
}
