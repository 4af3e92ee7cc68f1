import type { Finding } from '#workflows/core/finding.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Trouble } from './memory.ts';

/** What an earlier attempt met must not be silenced: where a later one went well the finding is a warning with the class of the
 * first trouble, and in any case all of them stand in its metadata. */
export function afterTroubles(finding: Finding, troubles: readonly Trouble[], doc: string): Finding {
  const first = troubles[0];
  if (!first) return finding;
  const metadata = { ...finding.metadata, troubles };
  if (finding.status !== 'ok') return { ...finding, metadata } as Finding;
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
        `What the first attempt met: ${first.summary}`,
      ],
      doc,
    },
    metadata,
  };
}
