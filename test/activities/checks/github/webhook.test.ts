import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { githubSandbox } from '#scripts/sandbox/github.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const NO_SECRET = { GITHUB_APP_WEBHOOK_SECRET: '' };
const NOTHING_EXPECTED = { ...NO_SECRET, GITHUB_APP_WEBHOOK_URL: '' };

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(githubSandbox, CAPABILITIES);
});
afterAll(() => bench.close());
afterEach(() => bench.sandbox.heal());

const examined = async (check: string, variables: Record<string, string>) => (await bench.examine(check, variables)).finding;

it('takes a slash at the end of the address for no other address', async () => {
  const { status } = await examined('github.webhook', { GITHUB_APP_WEBHOOK_URL: 'https://HOOKS.example.com/github/' });
  expect(status).toBe('ok');
});

describe('without the secret', () => {
  it('judges how the webhook is set up, and says that signing was not tried', async () => {
    const finding = await examined('github.webhook', NO_SECRET);
    expect(finding.status).toBe('ok');
    expect(finding.summary).toContain('GITHUB_APP_WEBHOOK_SECRET is not set');
  });

  it.each([
    ['github.webhook', 'github.webhook_unsigned', 'GH_HOOK_SECRET'],
    ['github.webhook', 'github.webhook_missing', 'GH_HOOK'],
    ['github.deliveries', 'github.deliveries_lost', 'GH_HOOK_SILENT'],
  ])('%s is red under %s, where the address says that events are expected', async (check, fault, id) => {
    await bench.sandbox.break(fault);
    expect(await examined(check, NO_SECRET)).toMatchObject({ status: 'fail', hint: { id } });
  });

  it('reads how the newest events ended', async () => {
    expect((await examined('github.deliveries', NO_SECRET)).status).toBe('ok');
  });
});

describe('where nothing says that the product takes events', () => {
  it.each([
    ['github.webhook', 'github.webhook_unsigned', 'GH_HOOK_SECRET'],
    ['github.deliveries', 'github.deliveries_lost', 'GH_HOOK_SILENT'],
  ])('%s warns at most: %s', async (check, fault, id) => {
    await bench.sandbox.break(fault);
    expect(await examined(check, NOTHING_EXPECTED)).toMatchObject({ status: 'warn', hint: { id } });
  });

  it.each([
    ['github.webhook', 'github.webhook_missing'],
    ['github.deliveries', 'github.webhook_missing'],
    ['github.deliveries', 'github.deliveries_none'],
  ])('%s is skipped under %s', async (check, fault) => {
    await bench.sandbox.break(fault);
    expect(await examined(check, NOTHING_EXPECTED)).toMatchObject({ status: 'skipped', failure_class: 'not_configured' });
  });
});
