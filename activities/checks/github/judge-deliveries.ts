import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { clockWarning } from './clock.ts';
import { expectsEvents, noneExpected } from './expects-events.ts';
import { hasNoWebhook } from './has-no-webhook.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import type { Delivery } from './last-of-each.ts';

type Seen = Evidence<Delivery[] | null>;
type Context = JudgeContext<'github'>;

/** Judges by the share of the newest events that arrived (a 2xx from the receiver). */
export function judgeDeliveries(evidence: Seen, context: Context, deadlineMs: number): Finding {
  const { settings } = context;
  if (!expectsEvents(settings) && hasNoWebhook(evidence, settings)) return noneExpected(evidence, context, 'The App has no webhook');
  const trouble = judgeGitHub(evidence, context, deadlineMs);
  if (trouble) return trouble;
  if (!evidence.answer) return notWhatWasAsked(evidence, context, 'list of deliveries');
  const { newest, arrived_warn_pct: warnPct, arrived_fail_pct: failPct } = context.thresholds;
  const events = evidence.answer.slice(0, newest);
  if (events.length === 0 && !expectsEvents(settings))
    return noneExpected(evidence, context, 'GitHub has sent no event in the last three days');
  if (events.length === 0) return quiet(evidence, context);
  const lost = events.filter((event) => !arrived(event));
  const pct = ((events.length - lost.length) / events.length) * 100;
  if (pct < warnPct!) return losing(evidence, context, events, lost, pct < failPct! && expectsEvents(settings) ? 'fail' : 'warn');
  const metadata = { deliveries: events };
  const arrivals = lost.length === 0 ? 'All' : `${events.length - lost.length}`;
  const works = `${arrivals} of the ${events.length} newest events arrived, the last at ${events[0]!.delivered_at}`;
  return clockWarning(evidence, context, works, metadata) ?? well(evidence, { summary: `${works}.`, metadata });
}

function arrived({ status_code: code }: Delivery): boolean {
  return code >= 200 && code < 300;
}

/** How a delivery was lost, in a few words: the receiver's status, or GitHub's word for its silence. */
function cause({ status, status_code: code }: Delivery): string {
  return code > 0 ? `HTTP ${code}` : status;
}

/** GitHub keeps deliveries for three days. A quiet weekend is no illness, but whoever expects events wants to know. */
function quiet(evidence: Seen, context: Context): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: 'no delivery',
    metadata: { deliveries: [] },
    summary: 'GitHub has sent no event in the last three days: whether one would arrive cannot be told.',
    hint: {
      id: 'GH_QUIET',
      title: 'No events',
      steps: [
        'Cause one that the App subscribes to (a push, an issue), then run the check again.',
        'If none is sent, open the App’s settings → Permissions & events: which events are ticked?',
      ],
      doc: context.doc,
    },
  });
}

function losing(evidence: Seen, context: Context, events: Delivery[], lost: Delivery[], status: 'warn' | 'fail'): Finding {
  const causes = Map.groupBy(lost, cause);
  const byCount = [...causes].toSorted(([, one], [, other]) => other.length - one.length);
  const [mostly, [example]] = byCount[0]! as [string, [Delivery]];
  return ill(evidence, {
    status,
    failureClass: 'wrong_result',
    rung: 'function',
    detail: `${lost.length} of ${events.length} lost`,
    metadata: { deliveries: events },
    summary: `${lost.length} of the ${events.length} newest events did not arrive: ${byCount.map(([what, all]) => `${all.length} × ${what}`).join(', ')}.`,
    hint: {
      ...mendFor(example, mostly),
      doc: context.doc,
    },
  });
}

function mendFor({ status_code: code }: Delivery, mostly: string): { id: string; title: string; steps: string[] } {
  const again = 'Then send the lost ones again: App’s settings → Advanced → Recent Deliveries → Redeliver.';
  if (code === 400 || code === 401 || code === 403)
    return {
      id: 'GH_HOOK_REFUSED',
      title: 'The receiver refuses GitHub’s events',
      steps: [
        'Compare the secret in the App’s settings → Webhook with the one the product verifies with (GITHUB_APP_WEBHOOK_SECRET): enter it anew on both sides.',
        'Look whether a proxy before the receiver asks for a login, or changes the body before it is verified.',
        again,
      ],
    };
  if (code === 404 || code === 405 || code === 410)
    return {
      id: 'GH_HOOK_ADDRESS',
      title: 'Nobody receives at the webhook’s address',
      steps: ['Compare the address in the App’s settings → Webhook with the product’s route for events.', again],
    };
  if (code === 0)
    return {
      id: 'GH_HOOK_SILENT',
      title: 'The receiver cannot be reached, or is too slow',
      steps: [
        `GitHub says: ${mostly}. Can the webhook’s address be reached from the internet, with a certificate that holds?`,
        'The receiver must answer within ten seconds: let it take the event, answer 202, and work afterwards.',
        again,
      ],
    };
  return {
    id: 'GH_HOOK_BROKEN',
    title: 'The receiver breaks on GitHub’s events',
    steps: [`Look into the receiver’s log for ${mostly} at the times in the probe’s metadata.`, again],
  };
}
