import type { RunLit, RunRow } from './run-view.ts';

/** So many that are well stand open below the rest. */
const MOST_OPEN = 6;
const ORDER: readonly RunLit[] = ['fail', 'unknown', 'warn', 'skipped', 'running', 'queued', 'ok'];

/** What was found in the order of reading: first what is not well, the worst before the rest, else as planned; then what is well, apart
 * where that is much. */
export function foundFirst(rows: readonly RunRow[]): { shown: RunRow[]; folded: RunRow[] } {
  const ordered = rows.toSorted((a, b) => ORDER.indexOf(a.lit) - ORDER.indexOf(b.lit));
  const well = ordered.filter(({ lit }) => lit === 'ok');
  // Where nothing else is shown there is nothing to keep them out of the way of.
  if (well.length <= MOST_OPEN || well.length === rows.length) return { shown: ordered, folded: [] };
  return { shown: ordered.filter(({ lit }) => lit !== 'ok'), folded: well };
}
