import type { OverviewRow } from '#db/overview-reader.ts';
import type { Light } from './light-of.ts';

/** What keeps others waiting: a light that is red, or of which we cannot say. */
const IN_THE_WAY: readonly Light[] = ['fail', 'unknown'];

/** For each check that waits for another one: the one at the root of it, over as many steps as there are. Who waits for nothing that is
 * still in the way has no entry. */
export function rootsOf(rows: readonly OverviewRow[], lights: ReadonlyMap<string, Light>): Map<string, string> {
  const known = new Map(rows.map((row) => [row.name, row]));
  const roots = new Map<string, string>();
  for (const row of rows) {
    const root = waits(row) ? rootOf(row, known, lights, new Set()) : null;
    if (root !== null) roots.set(row.name, root);
  }
  return roots;
}

function waits({ configured, last_outcome_class }: OverviewRow): boolean {
  return configured && last_outcome_class === 'prerequisite';
}

function rootOf(
  row: OverviewRow,
  known: ReadonlyMap<string, OverviewRow>,
  lights: ReadonlyMap<string, Light>,
  seen: Set<string>,
): string | null {
  if (seen.has(row.name)) return null;
  seen.add(row.name);
  for (const name of row.requires) {
    const required = known.get(name);
    if (!required) continue;
    const deeper = waits(required) ? rootOf(required, known, lights, seen) : null;
    if (deeper !== null) return deeper;
    if (IN_THE_WAY.includes(lights.get(name)!)) return name;
  }
  return null;
}
