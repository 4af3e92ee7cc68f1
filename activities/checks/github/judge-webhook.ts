import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { clockWarning } from './clock.ts';
import { expectsEvents, noneExpected } from './expects-events.ts';
import { hasNoWebhook } from './has-no-webhook.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';

/** How the App's webhook is set up. */
export interface Webhook {
  url: string | null;
  content_type: string | null;
  has_secret: boolean;
  /** `1`: GitHub does not look at the receiver's certificate. */
  insecure_ssl: string;
  /** Our secret signs an event, takes it back, and refuses another with the same signature; null where we have none. */
  verified: boolean | null;
}

type Seen = Evidence<Webhook>;
type Context = JudgeContext<'github'>;

/** An address with TLS that is looked at, the one that the product receives at, JSON, and a secret. */
export function judgeWebhook(evidence: Seen, context: Context, deadlineMs: number): Finding {
  const { settings } = context;
  if (!expectsEvents(settings) && hasNoWebhook(evidence, settings)) return noneExpected(evidence, context, 'The App has no webhook');
  const trouble = judgeGitHub(evidence, context, deadlineMs);
  if (trouble) return trouble;
  const webhook = evidence.answer;
  if (!webhook?.url || webhook.verified === false) return notWhatWasAsked(evidence, context, 'webhook');
  const flaw = flawOf(webhook, settings);
  if (flaw) return flawed(evidence, context, flaw);
  const untried = webhook.verified === null ? '; GITHUB_APP_WEBHOOK_SECRET is not set, so signing was not tried' : '';
  const works = `GitHub sends signed events to ${new URL(webhook.url).host} over verified TLS${untried}`;
  return clockWarning(evidence, context, works, { webhook }) ?? well(evidence, { summary: `${works}.`, metadata: { webhook } });
}

interface Flaw {
  status: 'warn' | 'fail';
  id: string;
  summary: string;
  title: string;
  mend: string;
}

function flawOf({ url, content_type, has_secret, insecure_ssl }: Webhook, settings: Context['settings']): Flaw | null {
  if (!has_secret)
    return {
      status: expectsEvents(settings) ? 'fail' : 'warn',
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
  const expected = settings.webhookUrl;
  if (expected !== null && sameAddress(url!) !== sameAddress(expected))
    return {
      status: 'warn',
      id: 'GH_HOOK_URL',
      summary: `GitHub sends events to ${url}, and the product receives at ${expected}.`,
      title: 'The webhook leads elsewhere',
      mend: 'Name the product’s address there; or set GITHUB_APP_WEBHOOK_URL to the one that is right by now, and restart the worker.',
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

/** As it is compared: a slash at its end is no other address. */
function sameAddress(url: string): string {
  return new URL(url).href.replace(/\/+$/, '');
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
