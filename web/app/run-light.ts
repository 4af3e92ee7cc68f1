import type { RunProgress } from '#db/run-document.ts';
import type { Status } from '#workflows/core/status.ts';

/** The light of a run that is over. One that ended early proves nothing well: what it had not looked at yet may be ill. */
export function runLight({ state, status }: Pick<RunProgress, 'state' | 'status'>): Status {
  const light = status ?? 'unknown';
  if (light !== 'ok') return light;
  return state === 'cancelled' ? 'skipped' : state === 'lost' ? 'unknown' : 'ok';
}
