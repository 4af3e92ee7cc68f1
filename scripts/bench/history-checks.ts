import type { CatalogueEntry } from '#workflows/core/check.ts';

/** A catalogue of the given size: providers of ten checks each. */
export function entriesOf(checks: number): CatalogueEntry[] {
  return Array.from({ length: checks }, (_, index) => {
    const provider = `p${Math.floor(index / 10)}`;
    return {
      name: `bench.${provider}.c${index % 10}`,
      scope: 'bench',
      provider,
      capability: `c${index % 10}`,
      title: 'Something that should hold',
      why: 'It is what the product asks for most.',
      does: 'Asks for one word.',
      cost_usd: 0.0001,
      expensive: false,
      baseline: true,
      cadence_ms: 3_600_000,
      requires: [],
      configured: true,
      missing: [],
      doc: 'docs/benchmarks.md',
    };
  });
}
