import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type RunningStack } from '#test/support/running-stack.ts';
import { CHROMIUM, createVisitors, type Visitors } from '#test/support/visitor.ts';

if (!CHROMIUM && process.env['CI'] === 'true')
  throw new Error('There is no Chromium on this machine. Install it: apt-get install -y --no-install-recommends chromium');

const SOON = { timeout: 30_000 };
const ALL_WELL = /^All \d+ checks are well\.$/;

describe.skipIf(!CHROMIUM)('journeys through the panel (needs Chromium)', () => {
  let stack: RunningStack;
  let visitors: Visitors;

  beforeAll(async () => {
    stack = await startStack();
    visitors = await createVisitors(stack.url);
  });
  afterAll(async () => {
    await visitors?.close();
    await stack?.stop();
  });
  afterEach(async () => {
    await visitors.leave();
    await stack.sandbox('heal');
  });

  const come: Visitors['come'] = (path, options) => visitors.come(path, options);
  const headline = (page: Page, text: RegExp) => page.getByRole('heading', { level: 1, name: text }).waitFor();
  const rows = (page: Page) => page.locator('tbody tr[data-light-was]');
  const names = (page: Page) => rows(page).evaluateAll((all) => all.map(({ id }) => id));
  const moving = (page: Page, id = '') => page.locator(`tr${id && `[id="${id}"]`}:is([data-verdict="running"], [data-verdict="queued"])`);
  const address = (page: Page) => page.url().slice(stack.url.length);
  const reads = (page: Page, path: RegExp) => expect.poll(() => address(page), SOON).toMatch(path);
  const run = (page: Page, name: string) => page.getByRole('button', { name: `Run ${name} now`, exact: true });
  const runMenu = (page: Page) => page.locator('summary', { hasText: 'Run now' }).click();
  const flash = (page: Page) => page.locator('.flash');
  const part = (name: string) => stack.machine.stack()!.parts.find((one) => one.name === name)!.identity.pid;
  const runs = async () => (await (await fetch(`${stack.url}/ops/runs`)).text()).match(/<a[^>]*href="\/ops\/runs\/[0-9a-f-]{36}"/g)!.length;

  it('leads from the first look over a first incident to green again', async () => {
    const page = await come('/');
    await page.getByText('Pretend providers on this machine').waitFor();
    await headline(page, ALL_WELL);
    await expect.poll(() => page.title(), SOON).toBe('✓ All well – Greenlight sandbox');
    await page.evaluate(() => Object.assign(window, { stillHere: true }));

    await runMenu(page);
    await page.getByRole('button', { name: /^All but the expensive/ }).click();
    await flash(page).getByRole('link', { name: 'Everything but costly' }).waitFor();
    await moving(page).first().waitFor();
    await flash(page)
      .getByText(/: done, (\d+) of \1\.$/)
      .waitFor(SOON);
    expect(await moving(page).count()).toBe(0);
    await headline(page, ALL_WELL);
    await flash(page).getByRole('link').first().click();
    await headline(page, /: \d+ done\.$/);
    await page.getByText('Evidence').first().click();
    await page.goBack();
    await headline(page, ALL_WELL);

    await page.getByText('Break something').click();
    await page.getByPlaceholder(/^Search \d+ faults$/).fill('refuses token');
    await page.getByRole('button', { name: /^Axiom refuses the token/ }).click();
    await page.getByText('Broken: Axiom refuses the token. Watch what the doctor says.').waitFor();
    await headline(page, /^Axiom.*(refused|failed once)/);
    const problem = page.getByRole('article').first();
    await problem.getByText('auth', { exact: true }).waitFor();
    expect(await problem.getByRole('list', { name: /./ }).getByText(/^Auth/).count()).toBe(1);
    expect(await page.locator('tr[id="axiom.token"]').getAttribute('data-light-was')).toBe('fail');
    expect(await page.title()).toMatch(/^✕ Axiom/);
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toBe('/lights/fail.svg');

    const step = problem.getByRole('list').last().getByRole('listitem').first();
    await step.getByRole('button', { name: 'Heal it (Axiom refuses the token)' }).click();
    await page.getByText(/^Well again after \d+ (second|minute)s?\. That was your first incident\.$/).waitFor(SOON);
    await headline(page, ALL_WELL);
    await page
      .locator('.recovered')
      .getByRole('link', { name: /^Axiom.*, auth/ })
      .waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toBe('/lights/ok.svg');
    expect(await page.evaluate(() => (window as { stillHere?: boolean }).stillHere)).toBe(true);
  });

  it('makes one run of a double click, shows it to everybody alike, and ends it though its worker is killed', async () => {
    await stack.sandbox('break', 'axiom.lag');
    const [mine, yours] = [await come('/ops'), await come('/ops')];
    const before = await runs();
    await run(mine, 'Axiom').dblclick();
    await reads(mine, /[?&](asked|joined)=/);
    await moving(yours, 'axiom.query_back').waitFor(SOON);
    await flash(mine)
      .getByText(/: \d+ of \d+ done\./)
      .waitFor();

    await yours.reload();
    await moving(yours, 'axiom.query_back').waitFor();
    expect(await yours.getByRole('heading', { level: 1 }).textContent()).toBe(await mine.getByRole('heading', { level: 1 }).textContent());
    await expect.poll(async () => (await moving(yours).count()) === (await moving(mine).count()), SOON).toBe(true);

    const worker = part('worker');
    process.kill(worker, 'SIGKILL');
    await expect.poll(() => part('worker'), SOON).not.toBe(worker);
    await expect.poll(() => moving(yours).count(), { timeout: 60_000 }).toBe(0);
    await flash(mine)
      .getByText(/: done, (\d+) of \1\.$/)
      .waitFor();
    expect(await rows(mine).evaluateAll((all) => all.filter((row) => row.dataset['lightWas'] === 'fail').map(({ id }) => id))).toEqual([]);
    expect(await runs()).toBe(before + 1);
  }, 120_000);

  it('lets who asks for the same again join, and says so', async () => {
    const body = new URLSearchParams({ group: 'axiom', nonce: randomUUID(), back: '/ops' });
    const ask = () => fetch(`${stack.url}/ops/runs`, { method: 'POST', headers: { Origin: stack.url }, body, redirect: 'manual' });
    const first = (await ask()).headers.get('location')!;
    const second = (await ask()).headers.get('location')!;
    expect(second).toBe(first.replace('asked', 'joined'));
    const page = await come(second);
    await page.getByText('It was already asked for, so you have joined it').waitFor();
  });

  it('asks twice before it spends money, and shows what it was spent on', async () => {
    const page = await come('/ops');
    const before = await runs();
    await runMenu(page);
    await page.getByText('With expensive ones').click();
    await page.getByText(/Pictures cost money/).waitFor();
    expect(await runs()).toBe(before);
    await page.getByRole('button', { name: /^Yes, for about \$\d+\.\d\d$/ }).click();
    await flash(page)
      .getByText(/: done, (\d+) of \1\.$/)
      .waitFor(SOON);
    await page.locator('tr[id="gemini.vertex.image_edit"] .found img').first().waitFor();

    await page.locator('tr[id="gemini.vertex.image_edit"] th a').click();
    const [first, second] = [page.getByRole('img', { name: 'Before the edit' }), page.getByRole('img', { name: 'After the edit' })];
    await Promise.all([first.waitFor(), second.waitFor()]);
    for (const picture of [first, second])
      await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), SOON).toBeGreaterThan(0);
    expect((await first.boundingBox())!.x).toBeLessThan((await second.boundingBox())!.x);
    const shown = await page.request.get(stack.url + (await second.getAttribute('src'))!);
    expect(shown.headers()).toMatchObject({
      'content-type': expect.stringMatching(/^image\//) as string,
      'x-content-type-options': expect.stringMatching(/^nosniff/) as string,
      'content-security-policy': expect.stringContaining('sandbox') as string,
      'content-disposition': expect.stringMatching(/^inline/) as string,
    });
    const kept = await page.request.get(`${stack.url}${await second.getAttribute('src')}?download`);
    expect(kept.headers()['content-disposition']).toMatch(/^attachment; filename="/);
  });

  it('narrows the table by chips, lights and words, in an address that can be kept', async () => {
    const page = await come('/ops');
    const all = await rows(page).count();
    await page
      .getByRole('navigation', { name: 'Lights' })
      .getByRole('link', { name: /^OK \d+$/ })
      .click();
    await reads(page, /^\/ops\?status=ok$/);
    await page.getByRole('navigation', { name: 'Scopes' }).getByRole('link', { name: 'Vertex' }).click();
    await reads(page, /^\/ops\?scope=gemini&provider=vertex&status=ok$/);
    await expect.poll(() => names(page), SOON).toSatisfy((ids: string[]) => ids.every((id) => id.startsWith('gemini.vertex.')));
    const vertex = await names(page);
    await page.getByRole('searchbox', { name: 'Search checks' }).pressSequentially('edit');
    await reads(page, /q=edit/);
    await expect.poll(() => names(page), SOON).toEqual(['gemini.vertex.image_edit']);

    await page.reload();
    expect(await names(page)).toEqual(['gemini.vertex.image_edit']);
    expect(await page.getByRole('searchbox', { name: 'Search checks' }).inputValue()).toBe('edit');
    await page.getByRole('navigation', { name: 'Lights' }).getByRole('link', { name: 'Every light' }).click();
    await reads(page, /^\/ops\?scope=gemini&provider=vertex&q=edit$/);
    await page.goBack();
    await reads(page, /^\/ops\?scope=gemini&provider=vertex&status=ok&q=edit$/);
    await page.goBack();
    await reads(page, /^\/ops\?status=ok$/);
    await expect.poll(() => names(page), SOON).toSatisfy((ids: string[]) => ids.length > vertex.length);
    await page.getByRole('navigation', { name: 'Scopes' }).getByRole('link', { name: /^All/ }).click();
    await page.goto(`${stack.url}/ops?status=fail`);
    await page.getByText('No check is failing.').waitFor();
    await page.getByRole('link', { name: `Show all ${all}` }).click();
    await expect.poll(() => rows(page).count(), SOON).toBe(all);
  });

  it('opens a check over the table, with an address that is a page of its own', async () => {
    const page = await come('/ops?scope=axiom', { permissions: ['clipboard-read', 'clipboard-write'] });
    const focused = () => page.evaluate(() => document.activeElement?.closest('tr')?.id);
    const drawer = page.locator('.drawer');
    const shows = (name: string) => expect.poll(() => drawer.locator('p.name').textContent(), SOON).toBe(name);
    await page.locator('tr[id="axiom.dataset"] th a').click();
    await shows('axiom.dataset');
    expect(address(page)).toBe('/ops/checks/axiom.dataset?scope=axiom');
    await page.locator('tr[id="axiom.token"] th a').click();
    await shows('axiom.token');

    await drawer.getByRole('group', { name: 'Days shown' }).getByRole('link', { name: '7 d' }).click();
    await reads(page, /scope=axiom&days=7$/);
    await drawer.getByText('Filter', { exact: true }).click();
    await drawer.getByRole('group', { name: 'Outcome' }).getByRole('link', { name: 'OK' }).click();
    await reads(page, /days=7&outcome=ok$/);
    await shows('axiom.token');
    await page.keyboard.press(']');
    await shows('axiom.dataset');
    await reads(page, /^\/ops\/checks\/axiom\.dataset\?scope=axiom&days=7$/);
    await page.keyboard.press('[');
    await shows('axiom.token');
    await page.keyboard.press('c');
    await drawer.getByRole('button', { name: 'Copied' }).waitFor();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toMatch(/^Axiom token: OK .*\naxiom\.token, /);
    expect(report.trimEnd().split('\n').at(-1)).toBe(`${stack.url}/ops/checks/axiom.token`);

    for (const close of [() => page.keyboard.press('Escape'), () => drawer.getByRole('link', { name: /^Close/ }).click()]) {
      await close();
      await reads(page, /^\/ops\?scope=axiom$/);
      await expect.poll(focused, SOON).toBe('axiom.token');
      await page.keyboard.press('Enter');
      await shows('axiom.token');
    }
    await page.reload();
    await headline(page, /^Axiom token$/);
    expect(await page.locator('.drawer, table.checks').count()).toBe(0);
  });

  it('names the nearest check where there is none of that name', async () => {
    const page = await come('/ops/checks/axiom.ingst');
    await page.getByText('There is no check axiom.ingst.').waitFor();
    await page.getByRole('link', { name: 'axiom.ingest', exact: true }).waitFor();
    // The browser says so itself, each time that the page is read.
    expect(visitors.complaints.splice(0).filter((text) => !text.includes('404'))).toEqual([]);
  });

  it('tells times in the reader’s zone', async () => {
    const page = await come('/ops', { timezoneId: 'Asia/Tokyo' });
    await page.getByText('Times are yours (UTC+9)').waitFor();
    const time = page.locator('.watchline time').first();
    const there = new Date(Date.parse((await time.getAttribute('datetime'))!) + 9 * 3_600_000).toISOString().slice(11, 16);
    expect(await time.textContent()).toContain(there);
    const plain = await come('/ops', { timezoneId: 'Asia/Tokyo', javaScriptEnabled: false });
    await plain.getByText(/^Times are UTC/).waitFor();
  });

  it('asks nothing of a script', async () => {
    const page = await come('/ops', { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: 'Search checks' }).fill('axiom');
    await page.keyboard.press('Enter');
    await reads(page, /^\/ops\?q=axiom$/);
    expect(await names(page)).toSatisfy((ids: string[]) => ids.length > 1 && ids.every((id) => id.startsWith('axiom.')));
    await run(page, 'Axiom').click();
    await reads(page, /^\/ops\?q=axiom&(asked|joined)=/);
    await flash(page).getByRole('link', { name: 'Axiom', exact: true }).click();
    const answered = async () => (await page.reload(), page.getByRole('heading', { level: 1 }).textContent());
    await expect.poll(answered, SOON).toMatch(/^Axiom: \d+ done\.$/);
    const [json, junit] = await Promise.all(
      ['JSON', 'JUnit'].map(async (name) =>
        page.request.get(stack.url + (await page.getByRole('link', { name, exact: true }).getAttribute('href'))!),
      ),
    );
    expect(await json!.json()).toMatchObject({ run: { mode: 'sandbox', state: 'finished' } });
    expect(await junit!.text()).toMatch(/<testsuite/);

    await page.locator('a[href="/ops/checks/axiom.token"]').first().click();
    await headline(page, /^Axiom token$/);
    await page.getByText('Filter', { exact: true }).click();
    await page.getByRole('group', { name: 'Outcome' }).getByRole('link', { name: 'Fail' }).click();
    await reads(page, /^\/ops\/checks\/axiom\.token\?outcome=fail$/);
    await page.getByText('Only: Fail').waitFor();
    const listed = page.getByRole('region', { name: /^Latest probes/ }).locator('li[data-verdict]');
    expect(await listed.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['verdict']))).toSatisfy((all: string[]) =>
      all.every((verdict) => verdict === 'fail'),
    );

    await page.getByText('Break something').click();
    await page.getByRole('link', { name: 'All faults' }).click();
    await page.getByPlaceholder(/^Search \d+ faults$/).fill('github suspends');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^GitHub suspends the app/ }).click();
    await page.getByText('Broken: GitHub suspends the app. Watch what the doctor says.').waitFor();
    await expect.poll(answered, SOON).toMatch(/^(The app’s installation|GitHub)/);
    await page.getByRole('article').getByRole('button', { name: 'Heal it (GitHub suspends the app)' }).first().click();
    await expect.poll(async () => (await page.reload(), page.locator('.said').innerText()), SOON).toMatch(/^Well again/);
    await headline(page, ALL_WELL);
  });

  it('says what it lacks while Temporal is away, and goes on by itself', async () => {
    const page = await come('/ops');
    const { supervisor } = stack.machine.stack()!;
    process.kill(supervisor.pid, 'SIGSTOP');
    try {
      process.kill(part('Temporal'), 'SIGKILL');
      await expect
        .poll(async () => (await page.reload(), page.getByRole('heading', { level: 1 }).textContent()), SOON)
        .toMatch(/^Temporal does not answer/);
      expect(await page.getByRole('button', { name: 'Run now', exact: true }).isDisabled()).toBe(true);
      await page.getByText('Needs Temporal').waitFor();
      expect(await run(page, 'Axiom').isDisabled()).toBe(true);
      await page.getByText('No service is blamed.').first().waitFor();
    } finally {
      process.kill(supervisor.pid, 'SIGCONT');
    }
    await headline(page, ALL_WELL);
    expect(await run(page, 'Axiom').isEnabled()).toBe(true);
  });

  it('says so while it cannot read its memory, and comes back by itself', async () => {
    const { supervisor } = stack.machine.stack()!;
    process.kill(supervisor.pid, 'SIGSTOP');
    let page: Page;
    try {
      process.kill(part('Postgres'), 'SIGKILL');
      await expect.poll(async () => (await fetch(`${stack.url}/ops`)).status, SOON).toBe(503);
      page = await come('/ops');
      await headline(page, /^The panel can’t read its memory\.$/);
    } finally {
      process.kill(supervisor.pid, 'SIGCONT');
    }
    await headline(page, ALL_WELL);
    expect(visitors.complaints.splice(0).filter((complaint) => !/503/.test(complaint))).toEqual([]);
  });

  it('says that somebody looks by himself, what ran last, and when the next is due', async () => {
    const page = await come('/ops');
    const watching = page.getByRole('banner').getByRole('link', { name: /^Watching/ });
    await page.getByText(/^Next (\d+ \w{3} )?\d\d:\d\d$/).waitFor();
    expect(await page.getByText(/^Last automatic run (\d+ \w{3} )?\d\d:\d\d, /).count()).toBe(1);
    await watching.click();
    await reads(page, /^\/ops\/runs\/[0-9a-f-]{36}$/);
    await watching.waitFor();
  });

  it('learns of what others ran by its stream alone', async () => {
    const page = await come('/healthz');
    // Its own clock would look again every few seconds, and hide that nobody told it anything.
    await page.addInitScript(() => {
      const { setInterval: every, setTimeout: after } = window;
      Object.assign(window, {
        setInterval: (work: () => void, ms = 0) => (ms < 1_000 ? every(work, ms) : 0),
        setTimeout: (work: () => void, ms = 0) => (ms < 1_000 ? after(work, ms) : 0),
      });
    });
    await page.goto(`${stack.url}/ops`);
    await headline(page, ALL_WELL);
    await stack.sandbox('break', 'axiom.token_revoked');
    expect(await stack.machine.run('probe', ['--scope', 'axiom'])).toMatchObject({ code: 1 });
    await headline(page, /^Axiom.*(refused|failed once)/);
    await stack.sandbox('heal');
    expect(await stack.machine.run('probe', ['--scope', 'axiom'])).toMatchObject({ code: 0 });
    await headline(page, ALL_WELL);
  });

  it('finds the sandbox again after it died, with what was broken', async () => {
    await stack.sandbox('break', 'axiom.token_revoked');
    const before = part('pretend providers');
    process.kill(before, 'SIGKILL');
    await expect.poll(() => part('pretend providers'), SOON).not.toBe(before);
    const page = await come('/ops');
    await page.getByText('1 broken').waitFor();
  });

  it('draws every page without inline styles, and the sandbox with few letters', async () => {
    const run = /\/ops\/runs\/[0-9a-f-]{36}/.exec(await (await fetch(`${stack.url}/ops/runs`)).text())![0];
    const page = await come('/ops');
    const paths = [
      '/ops',
      '/ops?view=wall',
      '/ops/runs',
      run,
      '/ops/checks/gemini.vertex.image_edit',
      '/ops/checks/axiom.token',
      '/ops/sandbox',
    ];
    for (const path of paths) {
      expect(await (await fetch(stack.url + path)).text(), path).not.toMatch(/<[^>]+\sstyle=/);
      await page.goto(stack.url + path);
      await page.locator('button.keys:enabled:visible, .wallgrid').first().waitFor();
      expect(await page.locator('[style]').count(), path).toBe(0);
    }
    const banner = /<aside class="sandbox".*?<\/aside>/s.exec(await (await fetch(`${stack.url}/ops`)).text())![0];
    expect(Buffer.byteLength(banner)).toBeLessThan(1_500);
  });

  it('never made the browser complain', () => {
    expect(visitors.complaints).toEqual([]);
  });
});
