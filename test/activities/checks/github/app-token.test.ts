import { afterAll, beforeAll, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { githubSandbox } from '#scripts/sandbox/github.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(githubSandbox, CAPABILITIES);
});
afterAll(() => bench.close());

it('mints a token of its own for each of two probes at once', async () => {
  const both = await Promise.all([bench.examine('github.app_token'), bench.examine('github.app_token')]);
  expect(both.map(({ finding }) => finding.summary)).toEqual(both.map(() => expect.stringContaining('handed back.')));
  expect(both.map(({ finding }) => finding.status)).toEqual(['ok', 'ok']);
  for (const { evidence } of both)
    expect([...evidence.exchanges, ...evidence.afterwards].map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 201',
      'DELETE 204',
    ]);
});

it.each([
  ['github.suspended', ['GET 200']],
  ['github.rate_limited_primary', []],
  ['github.rate_limited_secondary', []],
])('looks at the installation where a token is forbidden, but not for having asked too much: %s', async (fault, looked) => {
  await bench.sandbox.break(fault);
  const { evidence } = await bench.examine('github.app_token').finally(() => bench.sandbox.heal());
  expect(evidence.afterwards.map(({ method, status }) => `${method} ${status}`)).toEqual(looked);
});
