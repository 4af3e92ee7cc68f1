import type { CatalogueEntry } from './check.ts';

/** How often the baseline goes by itself: the shortest cadence of its checks. Null where nothing of it is configured: there is nothing to go. */
export function baselineCadence(entries: readonly Pick<CatalogueEntry, 'baseline' | 'configured' | 'cadence_ms'>[]): number | null {
  const cadences = entries.flatMap(({ baseline, configured, cadence_ms }) => (baseline && configured ? (cadence_ms ?? []) : []));
  return cadences.length > 0 ? Math.min(...cadences) : null;
}
