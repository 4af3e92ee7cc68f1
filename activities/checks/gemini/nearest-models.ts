import { distance } from 'fastest-levenshtein';
import type { Other } from './list-models.ts';

const NAMED = 3;

/** The step that names the models that come nearest to one that is missing and can do its work (`needs`); where none are known, what to
 * look at. */
export function nearestModels(id: string, variables: string, needs: readonly string[], others: Other[] | null): string {
  const near = (others ?? [])
    .filter(({ methods }) => methods === null || needs.every((need) => methods.includes(need)))
    .map((other) => ({ name: other.id, far: distance(other.id, id) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, NAMED)
    .map(({ name }) => name);
  return near.length > 0
    ? `Put another into ${variables} than ${id}; the nearest that exist are ${near.join(', ')}.`
    : `Look at ${variables}: is ${id} spelled right, or was it retired?`;
}
