import { afterAll, beforeAll, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { withMeasures } from '#activities/facts/with-measures.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { renderComparisons } from '#scripts/probe/render-comparisons.ts';
import { compareProviders } from '#workflows/core/compare-providers.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterAll(() => bench.close());

it.each([
  ['text', ['tokens']],
  ['json', ['tokens']],
  ['count_tokens', ['tokens']],
  ['embedding', ['dimensions', 'cosine of like', 'cosine of unlike']],
  ['text_to_image', ['bytes', 'width', 'height', 'tokens']],
  ['image_edit', ['bytes', 'width', 'height', 'tokens']],
])('%s by both providers is laid side by side with %j', async (name, names) => {
  const probes = await Promise.all(
    ['ai_studio', 'vertex'].map(async (provider) => {
      const { finding, evidence } = await bench.examine(`gemini.${provider}.${name}`);
      const capability = CAPABILITIES.find((one) => one.kind === provider && one.capability === name)!;
      const { status, cost_usd, metadata } = withMeasures(finding, capability, evidence);
      const said = { status, cost_usd, metadata, duration_ms: 1, output_paths: [], artifact_urls: [] };
      return { check_name: `gemini.${provider}.${name}`, scope: 'gemini', provider, capability: name, ...said };
    }),
  );
  const [compared] = compareProviders(probes);
  for (const { measures } of compared!.providers) expect(Object.keys(measures)).toEqual(names);
  const rendered = renderComparisons([compared!]).join('\n');
  for (const measure of names) expect(rendered).toMatch(new RegExp(`\\d ${measure}`));
});
