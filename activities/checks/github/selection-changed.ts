import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Installation } from './ask-installation.ts';

/** By this name the selection is kept among the facts of a probe. */
export const SELECTION = 'repositories of the installation';

/** The warning where the owner has changed since the last success which repositories the App sees: all, or selected ones. It is given
 * once: a warning is a success too, and what it saw is usual from then on. */
export function selectionChanged(evidence: Evidence<unknown>, context: JudgeContext<'github'>, installation: Installation): Finding | null {
  const was = context.lastSuccess?.facts[SELECTION];
  const is = installation.repository_selection;
  if (was === undefined || was === is) return null;
  return ill(evidence, {
    status: 'warn',
    failureClass: 'config',
    rung: 'function',
    detail: `${was} → ${is}`,
    metadata: { installation },
    summary: `The App is installed for ${installation.account}, but its choice of repositories has changed: ${was} before, ${is} now.`,
    hint: {
      id: 'GH_SELECTION',
      title: 'The App’s repositories were changed',
      steps: [
        'Look at Settings → GitHub Apps → Configure → Repository access: is every repository there that the product works on, and none beside?',
        'If it is meant to be so, nothing is to be done: the next run takes it as usual.',
      ],
      doc: context.doc,
    },
  });
}
