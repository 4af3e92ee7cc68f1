import type { Finding, Rung } from '#workflows/core/finding.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Trouble } from './memory.ts';

/** What earlier attempts met stands beside the finding, whatever it is; and one that went well must not silence it: then the
 * finding is a warning with the class of the first trouble that was the provider's. */
export function afterTroubles(finding: Finding, troubles: readonly Trouble[], doc: string): Finding {
  if (troubles.length === 0) return finding;
  const metadata = { ...finding.metadata, troubles };
  const first = troubles.find(({ failureClass }) => failureClass !== 'no_egress');
  if (finding.status !== 'ok' || !first) return { ...finding, metadata };
  const ids = troubles.flatMap(({ requestId }) => requestId ?? []);
  return {
    ...finding,
    status: 'warn',
    failure_class: first.failureClass as PatientClass,
    rungs: finding.rungs.map((rung) => markedBy(first, rung)),
    summary: `${finding.summary} It took ${troubles.length + 1} attempts: ${first.summary}`,
    hint: {
      id: 'RETRIED',
      title: 'It works, but not at once',
      steps: [
        'Look at the bars: a single warning passes.',
        'If it comes again, look at the provider’s status page and at the network between.',
        `What attempt ${first.attempt} met: ${first.summary}`,
        ...(ids.length > 0 ? [`To the provider’s support quote the request ${ids.join(', ')}.`] : []),
      ],
      doc,
    },
    metadata,
  };
}

/** The rung at which the trouble broke is passed with a stumble. */
function markedBy({ rung: broken, attempt }: Trouble, rung: Rung): Rung {
  return rung.name === broken ? { ...rung, status: 'warn', detail: `broke in attempt ${attempt}` } : rung;
}
