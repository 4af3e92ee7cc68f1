import type { CatalogueEntry } from '#workflows/core/check.ts';

const CAPABILITIES = ['text', 'json', 'embedding', 'models', 'upload', 'token', 'network', 'query_back', 'image_edit', 'count_tokens'];

/** A catalogue of scopes with so many checks each, ten to a provider. */
export function scopedEntries({ scopes, each }: { scopes: number; each: number }): CatalogueEntry[] {
  return Array.from({ length: scopes * each }, (_, index) => {
    const scope = `team_${Math.floor(index / each) + 1}`;
    const place = index % each;
    const provider = `service_${Math.floor(place / CAPABILITIES.length) + 1}`;
    const capability = CAPABILITIES[place % CAPABILITIES.length]!;
    return {
      name: `${scope}.${provider}.${capability}`,
      scope,
      provider,
      capability,
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
