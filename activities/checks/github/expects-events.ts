import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { untold } from '#activities/judging/findings.ts';

type Context = JudgeContext<'github'>;

/** True where a variable says that the product takes events. Without, what is wrong with the App's webhook is said, and turns no light red. */
export function expectsEvents({ webhookSecret, webhookUrl }: Context['settings']): boolean {
  return webhookSecret !== null || webhookUrl !== null;
}

/** No events come, and nobody said that any should. `seen` is the sentence about what there is. */
export function noneExpected(evidence: Evidence<unknown>, context: Context, seen: string): Finding {
  return untold(evidence, {
    status: 'skipped',
    failureClass: 'not_configured',
    summary: `${seen}, and neither GITHUB_APP_WEBHOOK_SECRET nor GITHUB_APP_WEBHOOK_URL says that the product takes events.`,
    hint: {
      id: 'NOT_CONFIGURED',
      title: 'Say whether events are expected',
      steps: [
        'If the product takes events, set GITHUB_APP_WEBHOOK_SECRET to what it verifies them with, or GITHUB_APP_WEBHOOK_URL to where it takes them.',
        'Restart the worker. If it takes none, nothing is to be done.',
      ],
      doc: context.doc,
    },
  });
}
