import type { Finding } from '#workflows/core/finding.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Trouble } from './memory.ts';

/** What earlier attempts met stands beside the finding, whatever it is; and one that went well must not silence it: then the
 * finding is a warning with the class of the first trouble that was the provider's. */
export function afterTroubles(finding: Finding, troubles: readonly Trouble[], doc: string): Finding {
  if (troubles.length === 0) return finding;
  const metadata = { ...finding.metadata, troubles };
  const first = troubles.find(({ failureClass }) => failureClass !== 'no_egress');
  if (finding.status !== 'ok' || !first) return { ...finding, metadata };
  return {
    ...finding,
    status: 'warn',
    failure_class: first.failureClass as PatientClass,
    summary: `${finding.summary} It took ${troubles.length + 1} attempts: ${first.summary}`,
    hint: {
      id: 'RETRIED',
      title: 'It works, but not at once',
      steps: [
        'Look at the bars: a single warning passes.',
        'If it comes again, look at the provider’s status page and at the network between.',
        `What attempt ${first.attempt} met: ${first.summary}`,
      ],
      doc,
    },
    metadata,
  };
}
