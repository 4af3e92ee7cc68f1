import { expect, it } from 'vitest';
import { compareProviders } from '#workflows/core/compare-providers.ts';

const probe = (name: string, more: object = {}) => {
  const [scope, provider, capability] = name.split('.');
  return {
    check_name: name,
    scope: scope!,
    provider: provider === '-' ? null : provider!,
    capability: capability!,
    status: 'ok',
    duration_ms: 10,
    cost_usd: 0,
    metadata: {},
    output_paths: [],
    artifact_urls: [],
    ...more,
  };
};

it('lays side by side what several providers of a scope were asked alike, with what each measured, cost and gave', () => {
  const west = {
    metadata: { measures: { tokens: 31 } },
    cost_usd: 0.01,
    duration_ms: 99,
    output_paths: ['x/a.png'],
    artifact_urls: ['/a'],
  };
  expect(compareProviders([probe('aurora.east.text'), probe('aurora.west.text', west), probe('aurora.west.key')])).toEqual([
    {
      scope: 'aurora',
      capability: 'text',
      providers: [
        {
          provider: 'east',
          check_name: 'aurora.east.text',
          status: 'ok',
          duration_ms: 10,
          cost_usd: 0,
          measures: {},
          output_paths: [],
          artifact_urls: [],
        },
        { provider: 'west', check_name: 'aurora.west.text', status: 'ok', measures: { tokens: 31 }, ...west, metadata: undefined },
      ],
    },
  ]);
});

it.each([
  ['the same capability of two scopes', [probe('aurora.east.text'), probe('bruma.west.text')]],
  ['scopes without providers', [probe('aurora.-.text'), probe('aurora.-.text')]],
  ['the ways to them', [probe('aurora.east.network'), probe('aurora.west.network')]],
  [
    'what has no verdict',
    [probe('aurora.east.text'), probe('aurora.west.text', { status: 'skipped' }), probe('aurora.north.text', { status: 'unknown' })],
  ],
])('leaves %s alone', (_, probes) => {
  expect(compareProviders(probes)).toEqual([]);
});

it('shows also who warns and who fails', () => {
  const [{ providers } = { providers: [] }] = compareProviders([
    probe('aurora.east.text', { status: 'warn' }),
    probe('aurora.west.text', { status: 'fail' }),
  ]);
  expect(providers.map(({ status }) => status)).toEqual(['warn', 'fail']);
});
