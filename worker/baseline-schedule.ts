import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

/** What Temporal calls the baseline's schedule: `greenlight-baseline`, `greenlight-sandbox-baseline`. Who has a task queue of his own has a schedule of his own. */
export function baselineScheduleId(taskQueue: string): string {
  return `${taskQueue}-baseline`;
}

/** The baseline, asked for by nobody in person. */
export function baselineRequest(trigger: 'scheduler' | 'auto_boot', requestedBy: string): RunRequest {
  return { selection: { ...EVERYTHING_CHEAP, baseline: true }, trigger, requestedBy, record: true, nonce: null };
}
