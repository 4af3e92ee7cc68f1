import { createChecks } from '#activities/checks/create-checks.ts';
import { readTargets } from '#env.ts';

/** The names of all checks that a run asks without being told to spend money, in the order of their result; of one scope, or of all. */
export function cheapChecks(scope?: string): string[] {
  return createChecks(readTargets({}))
    .filter(({ entry }) => !entry.expensive && (scope === undefined || entry.scope === scope))
    .map(({ entry }) => entry.name);
}
