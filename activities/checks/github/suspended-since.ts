import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Installation } from './ask-installation.ts';
import { suspended } from './refusals.ts';

/** GitHub names who suspended the installation and when: whom to ask. */
export function suspendedSince(evidence: Evidence<unknown>, context: JudgeContext<'github'>, installation: Installation): Finding {
  const { suspended_at: at, suspended_by: by } = installation;
  const refusal = suspended(context.settings.installationId);
  return ill(evidence, {
    ...refusal,
    status: 'fail',
    detail: 'suspended',
    metadata: { installation },
    summary: `The installation for ${installation.account} has been suspended since ${at}${by ? ` by ${by}` : ''}.`,
    hint: {
      ...refusal.hint,
      steps: [...(by ? [`Ask ${by} why.`] : []), ...refusal.hint.steps],
      doc: context.doc,
    },
  });
}
