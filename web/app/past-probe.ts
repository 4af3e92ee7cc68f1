import type { HistoryArtifact, HistoryProbe } from '#db/check-history-reader.ts';
import type { Rung } from '#workflows/core/finding.ts';
import type { Status } from '#workflows/core/status.ts';
import { artifactView, type ArtifactView } from './artifact-view.ts';
import { askedBy } from './asked-by.ts';

/** A probe of the past, with its evidence folded below. */
export interface PastProbe {
  id: string;
  /** Its run's page, at this check. */
  runUrl: string;
  at: Date;
  status: Status;
  askedBy: string;
  tookMs: number | null;
  http: number | null;
  requestId: string | null;
  summary: string;
  failureClass: string | null;
  attempts: number;
  costUsd: number;
  rungs: Rung[];
  /** Redacted, on lines of its own; the beginning where it is long. */
  metadata: string;
  isCut: boolean;
  files: ArtifactView[];
}

/** So many letters of metadata a page holds: a hundred long answers would make it heavy. */
const MOST_LETTERS = 256 * 1024;

/** Probes as the list of a check's page shows them; `labelled` calls the checks in a text as people do. */
export function pastProbes(
  probes: readonly HistoryProbe[],
  artifacts: readonly HistoryArtifact[],
  now: Date,
  labelled: (text: string) => string,
): PastProbe[] {
  const most = Math.floor(MOST_LETTERS / Math.max(6, probes.length));
  return probes.map((probe) => {
    const metadata = JSON.stringify(probe.metadata, null, 2);
    return {
      id: probe.id,
      runUrl: `/ops/runs/${probe.run_id}#${probe.check_name}`,
      at: probe.finished_at,
      status: probe.status,
      askedBy: askedBy({ trigger: probe.trigger, requestedBy: probe.requested_by ?? 'somebody' }),
      tookMs: probe.attempts === 0 ? null : probe.duration_ms,
      http: probe.http_status,
      requestId: probe.request_id,
      summary: probe.failure_class === 'prerequisite' ? labelled(probe.summary) : probe.summary,
      failureClass: probe.failure_class,
      attempts: probe.attempts,
      costUsd: probe.cost_usd,
      rungs: probe.rungs,
      metadata: metadata.slice(0, most),
      isCut: metadata.length > most,
      files: artifacts.filter(({ probe_id }) => probe_id === probe.id).map((artifact) => artifactView(artifact, now)),
    };
  });
}
