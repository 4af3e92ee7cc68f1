import { slotOf } from './latency-histogram.ts';
import { storableJson } from './storable-json.ts';
import type { ProbeRecord } from './run-writer.ts';

/** A probe as the database function `record_probe` takes it. */
export function probeJson({ runId, check, finding, attempts, durationMs, files, temporal }: ProbeRecord): string {
  const probe = {
    run_id: runId,
    check_name: check,
    status: finding.status,
    finding,
    attempts,
    duration_ms: durationMs,
    slot: slotOf(durationMs),
    files,
    output_paths: files.map(({ path }) => path),
    workflow_id: temporal?.workflowId ?? null,
    workflow_run_id: temporal?.workflowRunId ?? null,
    activity_id: temporal?.activityId ?? null,
  };
  return storableJson(probe);
}
