import type { Unprobed } from './run.ts';
import type { Status } from './status.ts';

/** How a check of a run ended: with a probe, or without one and why. */
export interface Ended {
  check: string;
  status: Status;
  unprobed: Unprobed | null;
}

/** Decides from its prerequisites whether a check is withheld. Null: it runs. A failed prerequisite, or one that was itself
 * withheld for a failed one, makes it `skipped` and names the root; an `unknown` one makes it `unknown`. `warn` lets it run,
 * and so does a prerequisite skipped for a reason of its own (not configured, over budget). */
export function withheld(check: string, prerequisites: readonly Ended[]): Unprobed | null {
  const failed = prerequisites.find(
    ({ status, unprobed }) => status === 'fail' || (status === 'skipped' && unprobed?.failureClass === 'prerequisite'),
  );
  if (failed) return { check, status: 'skipped', failureClass: 'prerequisite', because: rootOf(failed) };
  const untold = prerequisites.find(({ status }) => status === 'unknown');
  if (untold) return { check, status: 'unknown', failureClass: 'prerequisite', because: rootOf(untold) };
  return null;
}

function rootOf(ended: Ended): string {
  return ended.unprobed?.because ?? ended.check;
}
