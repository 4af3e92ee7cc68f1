import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';

/** Axiom's answer to an ingest, as far as it can be trusted to be there. */
export interface IngestStatus {
  ingested?: number;
  failed?: number;
  failures?: { error?: string }[];
  processedBytes?: number;
}

/** A 200 alone proves nothing: rejected events come with one. Null where Axiom says that it took the one event. */
export function notTaken(
  evidence: Evidence<unknown>,
  { settings, doc }: JudgeContext<'axiom'>,
  status: IngestStatus | undefined,
  metadata: Record<string, unknown>,
): Finding | null {
  const { ingested, failed, failures } = status ?? {};
  if (ingested === 1 && !failed) return null;
  const reason = failures?.[0]?.error;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: failed ? 'rejected' : 'nothing ingested',
    metadata,
    summary: failed
      ? `Axiom took the request but rejected the event${reason ? `: ${reason}` : ''}.`
      : 'Axiom answered, but does not say that it took the event.',
    hint: {
      id: 'AX_FIELDS',
      title: 'The dataset rejects the event',
      steps: [
        'Read the reason in the probe’s metadata, under status.',
        `In Axiom, open Settings → Datasets and views → ${settings.dataset}: is the number of its fields at the limit (256 on the Personal plan, 1,024 on Axiom Cloud)?`,
        'Then vacuum the fields there (once a day at most), or put what varies into one map field; find which of your events brings ever new names.',
      ],
      doc,
    },
  });
}
