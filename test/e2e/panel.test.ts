import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type RunningStack } from '#test/support/running-stack.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

if (!CHROMIUM && process.env['CI'] === 'true')
  throw new Error('There is no Chromium on this machine. Install it: apt-get install -y --no-install-recommends chromium');

describe.skipIf(!CHROMIUM)('the panel over the whole system (needs Chromium)', () => {
  let stack: RunningStack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })]);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complain(message.text()));
    page.on('pageerror', (error) => complain(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });
  afterEach(() => stack.sandbox('heal'));

  // Remix itself prints every read that a navigation overtakes while its body arrives (fetchAndDecode of @remix-run/react 2.17): somebody
  // who clicks while the page looks again is no fault of the page.
  const complain = (text: string) => !/signal is aborted without reason/.test(text) && complaints.push(text);

  const headline = (text: RegExp, on = page) => on.getByRole('heading', { level: 1, name: text }).waitFor();

  it('turns green by itself after the start', async () => {
    await page.goto(stack.url);
    await page.getByText('Pretend providers on this machine').waitFor();
    await headline(/^All \d+ checks are well\.$/);
    expect(await page.title()).toMatch(/^✓ All well – Greenlight sandbox$/);
  });

  it('says that somebody looks by himself, what ran last, and when the next is due', async () => {
    await page.goto(`${stack.url}/ops`);
    await page.getByText(/^Next (\d+ \w{3} )?\d\d:\d\d$/).waitFor();
    expect(await page.getByText(/^Last automatic run (\d+ \w{3} )?\d\d:\d\d, /).count()).toBe(1);
    await page
      .getByRole('banner')
      .getByRole('link', { name: /^Watching/ })
      .click();
    await page.waitForURL(/\/ops\/runs\/[0-9a-f-]+$/);
    expect(
      await page
        .getByRole('banner')
        .getByRole('link', { name: /^Watching/ })
        .count(),
    ).toBe(1);
  });

  it('shows a failure, what to do, and the recovery, without a reload', async () => {
    await page.goto(`${stack.url}/ops`);
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    await stack.sandbox('break', 'axiom.token_revoked');
    await page.getByRole('button', { name: 'Run Axiom now', exact: true }).click();
    await headline(/^Axiom.*(refused|failed once)/);
    const problem = page.getByRole('article').first();
    await problem.getByText('auth', { exact: true }).waitFor();
    expect(await problem.getByRole('listitem').count()).toBeGreaterThan(1);
    expect(await page.title()).toMatch(/^✕ Axiom/);

    await stack.sandbox('heal');
    await page.getByRole('button', { name: 'Run Axiom now', exact: true }).click();
    await headline(/^All \d+ checks are well\.$/);
    expect(await page.evaluate(() => (window as { stillHere?: boolean }).stillHere)).toBe(true);
  });

  it('learns of what others ran by its stream alone', async () => {
    const own = await browser.newContext();
    // Its own clock would look again every few seconds, and hide that nobody told it anything.
    await own.addInitScript(() => {
      const { setInterval: every, setTimeout: after } = window;
      Object.assign(window, {
        setInterval: (work: () => void, ms: number) => (ms < 1_000 ? every(work, ms) : 0),
        setTimeout: (work: () => void, ms: number) => (ms < 1_000 ? after(work, ms) : 0),
      });
    });
    const one = await own.newPage();
    await one.goto(`${stack.url}/ops`);
    await headline(/^All \d+ checks are well\.$/, one);
    await stack.sandbox('break', 'axiom.token_revoked');
    expect(await stack.machine.run('probe', ['--scope', 'axiom'])).toMatchObject({ code: 1 });
    await headline(/^Axiom.*(refused|failed once)/, one);
    await stack.sandbox('heal');
    expect(await stack.machine.run('probe', ['--scope', 'axiom'])).toMatchObject({ code: 0 });
    await headline(/^All \d+ checks are well\.$/, one);
    await own.close();
  });

  it('makes one run of a double click', async () => {
    await page.goto(`${stack.url}/ops/runs`);
    const before = await page.getByRole('row').count();
    await page.goto(`${stack.url}/ops`);
    await page.getByRole('button', { name: 'Run GitHub now', exact: true }).dblclick();
    await page.getByText(/: done, \d+ of \d+/).waitFor();
    await page.goto(`${stack.url}/ops/runs`);
    expect(await page.getByRole('row').count()).toBe(before + 1);
  });

  it('leads to the run, its evidence and its document', async () => {
    await page.goto(`${stack.url}/ops/runs`);
    await page.getByRole('rowheader').getByRole('link').first().click();
    await headline(/: (\d+ done|it )/);
    await page.getByText('Evidence').first().click();
    const document = await page.request.get(`${page.url().split(/[?#]/)[0]}.json`);
    expect(await document.json()).toMatchObject({ run: { mode: 'sandbox', state: 'finished' } });
  });

  it('reads one stream for all its pages', async () => {
    const streams: string[] = [];
    const own = await browser.newContext();
    own.on('request', (request) => request.url().endsWith('/ops/events') && streams.push(request.url()));
    const pages = await Promise.all(Array.from({ length: 7 }, () => own.newPage()));
    for (const one of pages) await one.goto(`${stack.url}/ops`);
    for (const one of pages) await headline(/well/, one);
    await expect.poll(() => streams.length).toBe(1);
    await own.close();
  });

  it('works without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const bare = await plain.newPage();
    await bare.goto(`${stack.url}/ops?scope=axiom`);
    await bare.getByRole('button', { name: 'Run Axiom now', exact: true }).click();
    expect(bare.url()).toMatch(/\/ops\?scope=axiom&(asked|joined)=/);
    await bare.locator('.flash').getByRole('link', { name: 'Axiom', exact: true }).click();
    await headline(/^Axiom: /, bare);
    await plain.close();
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)('can be used by everybody at %d px, %s', async (width, colorScheme) => {
    await stack.sandbox('break', 'axiom.token_revoked');
    const own = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    const one = await own.newPage();
    await one.goto(`${stack.url}/ops`);
    await one.getByRole('button', { name: 'Run Axiom now', exact: true }).click();
    await headline(/^Axiom.*(refused|failed once)/, one);
    for (const path of ['/ops', '/ops/runs']) {
      await one.goto(stack.url + path);
      await one.evaluate(AXE);
      const found = await one.evaluate(async () =>
        (await (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run()).violations.map(
          ({ id }) => id,
        ),
      );
      expect(found).toEqual([]);
      expect(await one.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    }
    await own.close();
  });

  it('never made the browser complain', () => {
    expect(complaints).toEqual([]);
  });
});
