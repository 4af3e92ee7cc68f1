import type { ProbeTools } from '#activities/capability.ts';

/** The event that a probe sends. Its field names never change: each new one would count against the dataset's limit of fields. */
export interface ProbeEvent {
  _time: string;
  source: string;
  probe_id: string;
  run_id: string;
}

/** An event that only this probe has sent. */
export function probeEvent({ probeId, runId }: Pick<ProbeTools, 'probeId' | 'runId'>): ProbeEvent {
  return { _time: new Date().toISOString(), source: 'greenlight', probe_id: probeId, run_id: runId };
}
