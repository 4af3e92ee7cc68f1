import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startStack, type RunningStack } from '#test/support/running-stack.ts';
import { createShakyLine, type ShakyLine } from '#test/support/shaky-line.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const STREAM = '/ops/events';
const SOON = { timeout: 20_000 };

describe.skipIf(!CHROMIUM)('the live panel (needs Chromium)', () => {
  let stack: RunningStack;
  let line: ShakyLine;
  let browser: Browser;
  let context: BrowserContext;
  const complaints: string[] = [];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })]);
    line = await createShakyLine(stack.url);
    await turn('green');
  });
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await stack?.stop();
  });
  beforeEach(() => openBrowser());
  afterEach(async () => {
    await context.close();
    line.mend();
    if (isRed) await turn('green');
  });

  let isRed = true;
  async function openBrowser(options: BrowserContextOptions = {}): Promise<void> {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.on('weberror', (error) => complaints.push(error.error().message));
  }

  /** A page of the panel that is live, with the streams and reads it asked for since. `moveClock` gives it a clock that can be moved on. */
  async function open(path = '/ops', { moveClock = false, url = stack.url } = {}) {
    const page = await context.newPage();
    const streams: string[] = [];
    const reads: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith(STREAM)) streams.push('asked');
      if (request.url().includes('.data')) reads.push(request.url());
    });
    page.on('requestfailed', (request) => request.url().endsWith(STREAM) && streams.push('gone'));
    if (moveClock) await page.clock.install();
    await page.goto(url + path);
    // A page reads once as soon as it is live.
    await expect.poll(() => reads.length, SOON).toBeGreaterThan(0);
    return { page, streams, reads };
  }

  /** Breaks or heals Axiom, has somebody else run it, and waits for the answer. */
  async function turn(light: 'red' | 'green'): Promise<void> {
    await stack.sandbox(...(light === 'red' ? ['break', 'axiom.token_revoked'] : ['heal']));
    isRed = light === 'red';
    await runAxiom();
    const answered = light === 'red' ? /<title>✕ / : /<title>✓ /;
    await vi.waitFor(async () => expect(await (await fetch(`${stack.url}/ops/runs`)).text()).toMatch(answered), 30_000);
  }

  async function runAxiom(): Promise<void> {
    const form = new URLSearchParams({ group: 'axiom', nonce: randomUUID(), back: '/ops' });
    const headers = { Origin: stack.url };
    const { status } = await fetch(`${stack.url}/ops/runs`, { method: 'POST', headers, body: form, redirect: 'manual' });
    expect(status).toBe(303);
  }

  const headline = (page: Page, text: RegExp) => page.getByRole('heading', { level: 1, name: text }).waitFor();
  /** Waits for what stands in the corner; `ms` of the page’s own time pass between looks. */
  const note = (page: Page, text: RegExp, ms = 0) =>
    expect.poll(async () => (await (ms > 0 && page.clock.runFor(ms)), page.locator('.live').textContent()), SOON).toMatch(text);
  const favicon = (page: Page) => page.locator('link[rel=icon]').getAttribute('href');
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('tr')?.id ?? document.activeElement?.tagName);
  const hide = (page: Page, hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);

  it('says that it is cut off, turns grey after 30 seconds, and shows what it missed when it is back', async () => {
    const { page, streams } = await open('/ops', { moveClock: true, url: line.url });
    await headline(page, /well/);
    line.cut();
    await expect.poll(() => streams, SOON).toContain('gone');
    await note(page, /^Not live since \d\d:\d\d, trying again\.$/, 1_000);
    await headline(page, /well/);
    await turn('red');
    await page.clock.runFor(30_000);
    await headline(page, /^These lights are from \d\d:\d\d\.$/);
    expect(await page.getByRole('status').allTextContents()).toContainEqual(expect.stringMatching(/^These lights are from/));
    expect(await page.locator('.verdict > .light').evaluate((light) => getComputedStyle(light).filter)).toBe('grayscale(1)');
    expect(await favicon(page)).toBe('/lights/unknown.svg');
    expect(await page.title()).toMatch(/^\? Not live/);

    line.mend();
    await page.clock.runFor(31_000);
    await headline(page, /^Axiom/);
    await note(page, /^$/);
    expect(await page.locator('.verdict > .light').evaluate((light) => getComputedStyle(light).filter)).toBe('none');
    expect(await page.title()).toMatch(/^✕ Axiom/);
  });

  it('keeps its lights while they cannot be read anew', async () => {
    const { page } = await open();
    await page.route('**/ops.data', (route) => route.abort('connectionrefused'));
    const failed = page.waitForEvent('requestfailed');
    await turn('red');
    await failed;
    await headline(page, /well/);
    await page.unroute('**/ops.data');
    await headline(page, /^Axiom/);
  });

  it('comes back by itself where a page could not be fetched', async () => {
    // What draws the page of runs is there already; where it is not, the browser itself says that nobody answers.
    const { page, streams } = await open('/ops/runs', { moveClock: true, url: line.url });
    await page.getByRole('link', { name: 'Checks' }).click();
    await headline(page, /well/);
    line.cut();
    await expect.poll(() => streams, SOON).toContain('gone');
    await page.getByRole('link', { name: 'Runs' }).click();
    await headline(page, /^The panel does not answer/);
    line.mend();
    await page.clock.runFor(31_000);
    await headline(page, /^Runs$/);
  });

  it('notices a line that went dead without a word', async () => {
    const { page } = await open('/ops', { moveClock: true, url: line.url });
    line.fallSilent();
    await page.clock.runFor(32_000);
    await headline(page, /^These lights are from/);
    line.mend();
    await page.clock.runFor(31_000);
    await headline(page, /well/);
  });

  it('sleeps while it is hidden, and looks when it is seen again', async () => {
    const asleep = await open();
    await hide(asleep.page, true);
    await expect.poll(() => asleep.streams, SOON).toEqual(['asked', 'gone']);
    const before = asleep.reads.length;
    const awake = await open();
    await turn('red');
    await headline(awake.page, /^Axiom/);
    expect(asleep.reads.length).toBe(before);
    await hide(asleep.page, false);
    await headline(asleep.page, /^Axiom/);
    expect(await favicon(asleep.page)).toBe('/lights/fail.svg');
  });

  it('hands its stream over when the page that reads it is closed or hidden', async () => {
    const pages = [await open(), await open(), await open()] as const;
    const asked = () => pages.map(({ streams }) => streams.filter((one) => one === 'asked').length);
    expect(asked()).toEqual([1, 0, 0]);
    await pages[0].page.close();
    await expect.poll(asked, SOON).toEqual([1, 1, 0]);
    await hide(pages[1].page, true);
    await expect.poll(asked, SOON).toEqual([1, 1, 1]);
    await turn('red');
    await headline(pages[2].page, /^Axiom/);
  });

  it('knows that it is live where another page reads the stream', async () => {
    // The server says now and then that it is there; to be told by that would be too late.
    await context.addInitScript(() => Object.assign(EventSource.prototype, { addEventListener: () => {} }));
    await open();
    const second = await open('/ops', { moveClock: true });
    expect(second.streams).toEqual([]);
    await second.page.clock.runFor(9_000);
    await note(second.page, /^$/);
    expect(second.streams).toEqual([]);
  });

  it('takes the stream away from a page that hangs', async () => {
    const hanging = await context.newPage();
    await hanging.goto(`${stack.url}/healthz`);
    await hanging.evaluate(
      () =>
        new Promise<void>((held) => {
          navigator.locks.request('greenlight-changes', () => (held(), new Promise(() => {}))).catch(() => {});
        }),
    );
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${stack.url}/ops`);
    await page.locator('button.keys:enabled').waitFor();
    const stream = page.waitForRequest((request) => request.url().endsWith(STREAM));
    await page.clock.runFor(6_000);
    await stream;
    await note(page, /^$/);
  });

  it('announces a verdict on every page, with title and favicon, and washes the row that turned', async () => {
    const { page: table } = await open();
    const { page: runs } = await open('/ops/runs');
    const said = runs.getByRole('status').filter({ hasText: /well|^Axiom/ });
    expect(await said.textContent()).toMatch(/^All \d+ checks are well\.$/);
    expect(await table.locator('.turned').count()).toBe(0);
    const washed = table.locator('tr.turned[data-verdict="fail"]').first().waitFor();
    await turn('red');
    await washed;
    await expect.poll(() => said.textContent(), SOON).toMatch(/^Axiom[^0-9]+\.$/);
    expect(await runs.title()).toMatch(/^✕ Axiom.* – Runs/);
    expect(await favicon(runs)).toBe('/lights/fail.svg');
    await expect.poll(() => table.locator('.turned').count(), SOON).toBe(0);
  });

  it('does not wash for who wants no motion', async () => {
    await openBrowser({ reducedMotion: 'reduce' });
    const { page } = await open();
    const washed = page.locator('tr.turned').first();
    const animation = washed.evaluate((row) => getComputedStyle(row).animationName);
    await turn('red');
    expect(await animation).toBe('none');
  });

  it('leads by keys alone from the table into a check, to its run, and back', async () => {
    const { page } = await open();
    const { keyboard } = page;
    await keyboard.press('j');
    await keyboard.press('j');
    const [first, second] = await page.locator('tbody th[scope="row"]').evaluateAll((cells) => cells.map((cell) => cell.closest('tr')!.id));
    expect(await focused(page)).toBe(second);
    await keyboard.press('k');
    expect(await focused(page)).toBe(first);
    await keyboard.press('Enter');
    await page.locator('.drawer h1:focus').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/ops/checks/${first}`);
    await keyboard.press('r');
    await page.waitForURL(/[?&](asked|joined)=/);
    await page
      .locator('.drawer .flash')
      .getByText(/ is done/)
      .waitFor();
    expect(await page.locator('.drawer p.finding').textContent()).toMatch(/answers; the certificate holds/);
    await keyboard.press('Escape');
    await page.locator('.drawer h1').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe(first);
    await keyboard.press('g');
    await keyboard.press('r');
    await headline(page, /^Runs$/);
    await keyboard.press('j');
    await keyboard.press('Enter');
    await headline(page, /^Run over/);
  });

  it('reaches search, filter, menu and what is not well by keys', async () => {
    await turn('red');
    const { page } = await open();
    const { keyboard } = page;
    await keyboard.press('n');
    expect(await page.evaluate(() => document.activeElement?.closest('tr')?.dataset['lightWas'])).toBe('fail');
    await keyboard.press('f');
    await page.waitForURL(/status=notwell/);
    await keyboard.press('f');
    await page.locator('.chip:not([aria-current])', { hasText: 'Not well' }).waitFor();
    await keyboard.press('R');
    await page.locator('.menu form button:focus').waitFor();
    await keyboard.press('Escape');
    await page.locator('.menu:not([open]) summary:focus').waitFor();
    await keyboard.press('/');
    await keyboard.type('njf');
    expect(await page.locator('input[type=search]:focus').inputValue()).toBe('njf');
    await page.waitForURL(/q=njf/);
  });

  it('does nothing by single keys once they are turned off, in this and the next page', async () => {
    const { page } = await open();
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await page.keyboard.press('?');
    await sheet.waitFor();
    await page.getByRole('switch', { name: 'Single keys' }).press('Space');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    for (const one of [page, (await open()).page]) {
      for (const key of ['j', 'f', '?', 'g', 'r']) await one.keyboard.press(key);
      expect(await focused(one)).not.toMatch(/\./);
      await one.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await one.getByRole('switch', { name: 'Single keys', checked: false }).waitFor();
      expect(new URL(one.url()).pathname + new URL(one.url()).search).toBe('/ops');
    }
  });

  it('shows lights alone on a wall, live, with a way back', async () => {
    const { page } = await open('/ops?view=wall');
    await headline(page, /well/);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
    await turn('red');
    await headline(page, /^Fail: Axiom/);
    await page
      .getByRole('listitem')
      .filter({ hasText: /, Fail$/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('table').waitFor();
    expect(page.url()).toBe(`${stack.url}/ops`);
  });

  it('never stumbled', () => {
    expect(complaints).toEqual([]);
  });
});
