import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type RunningStack } from '#test/support/running-stack.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

describe.skipIf(!CHROMIUM)('breaking something from the panel (needs Chromium)', () => {
  let stack: RunningStack;
  let browser: Browser;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });
  afterEach(() => stack.sandbox('heal'));

  const headline = (page: Page, text: RegExp) => page.getByRole('heading', { level: 1, name: text }).waitFor();

  async function open(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(`${stack.url}/ops`);
    return page;
  }

  it('is a newcomer’s first incident: broken, diagnosed, healed by step 1, well again', async () => {
    const page = await open();
    await headline(page, /^All \d+ checks are well\.$/);
    await page.getByText('Break something').click();
    await page.getByPlaceholder(/^Search \d+ faults$/).fill('refuses token');
    await page.getByRole('button', { name: /^Axiom refuses the token/ }).click();
    await page.getByText('Broken: Axiom refuses the token. Watch what the doctor says.').waitFor();
    await headline(page, /^Axiom .*failing/);
    const step = page.getByRole('article').first().getByRole('list').last().getByRole('listitem').first();
    await step.getByRole('button', { name: 'Heal it (Axiom refuses the token)' }).click();
    await page.getByText(/^Well again after \d+ (second|minute)s?\. That was your first incident\.$/).waitFor();
    await headline(page, /^All \d+ checks are well\.$/);
    await page.context().close();
  });

  it('works without JavaScript', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.getByText('Break something').click();
    await page.getByRole('link', { name: 'All faults' }).click();
    await page.getByPlaceholder(/^Search \d+ faults$/).fill('github suspends');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^GitHub suspends the app/ }).click();
    await page.getByText('Broken: GitHub suspends the app. Watch what the doctor says.').waitFor();
    await page.getByText('Break something').click();
    await page.getByRole('button', { name: 'Heal it (GitHub suspends the app)' }).first().click();
    await page.getByText(/^(Healed: GitHub suspends the app\.|Well again)/).waitFor();
    await page.context().close();
  });

  it('costs the page next to nothing', async () => {
    const html = await (await fetch(`${stack.url}/ops`)).text();
    const banner = /<aside class="sandbox".*?<\/aside>/s.exec(html)![0];
    expect(Buffer.byteLength(banner)).toBeLessThan(1_500);
  });

  it('finds the sandbox again after it died, with what was broken', async () => {
    await stack.sandbox('break', 'axiom.token_revoked');
    const providers = () => stack.machine.stack()!.parts.find(({ name }) => name === 'pretend providers')!.identity.pid;
    const before = providers();
    process.kill(before, 'SIGKILL');
    await expect.poll(providers, { timeout: 30_000 }).not.toBe(before);
    const page = await open();
    await page.getByText('1 broken').waitFor();
    await page.context().close();
  });
});
