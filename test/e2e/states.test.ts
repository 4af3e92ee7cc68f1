import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMadePanel } from '#test/support/made-panel.ts';
import { type MadeState } from '#test/support/made-state.ts';
import { entryOf } from '#test/support/made-up.ts';
import { startStack, type RunningStack } from '#test/support/running-stack.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Pictures of every state are kept here, to be looked at. */
const PICTURES = resolve(import.meta.dirname, '../../screenshots');
const HOUR = 3_600_000;

const cast = ['network', 'key', 'text', 'json'].flatMap((capability) => [
  entryOf(`gemini.ai_studio.${capability}`),
  entryOf(`gemini.vertex.${capability}`),
]);
const some = [...cast, ...['network', 'token', 'dataset', 'ingest', 'query_back'].map((capability) => entryOf(`axiom.${capability}`))];
const all = (state: MadeState, more: Record<string, MadeState> = {}, of = some): Record<string, MadeState> => ({
  ...Object.fromEntries(of.map(({ name }) => [name, state])),
  ...more,
});
const thousand = Array.from({ length: 20 }, (_, scope) =>
  Array.from({ length: 50 }, (_, check) => entryOf(`scope${scope}.check_${check}`)),
).flat();
const nowhere = '127.0.0.1:1';

/** States that a memory alone makes, each with what must be read on it. */
const MADE: Record<string, { says: RegExp; path?: string; panel: Partial<Parameters<typeof openMadePanel>[0]> }> = {
  'all well': { says: /^All 13 checks are well/, panel: { states: all({ status: 'ok', forMs: 48 * HOUR }) } },
  'one fails': {
    says: /^Axiom ingest/,
    panel: {
      states: all(
        { status: 'ok' },
        { 'axiom.ingest': { status: 'fail', forMs: 720_000, past: `${'o'.repeat(26)}ffff` }, 'axiom.query_back': { status: 'skipped' } },
      ),
    },
  },
  'several fail': {
    says: /failing/,
    panel: {
      states: all(
        { status: 'ok' },
        {
          ...Object.fromEntries(
            ['axiom.ingest', 'axiom.token', 'gemini.vertex.text', 'gemini.ai_studio.json'].map((name, index) => [
              name,
              { status: 'fail' as const, forMs: HOUR * (index + 1), failureClass: ['permission', 'auth', 'quota', 'server_error'][index]! },
            ]),
          ),
        },
      ),
    },
  },
  'one warns': { says: /warns/, panel: { states: all({ status: 'ok' }, { 'gemini.vertex.text': { status: 'warn', forMs: HOUR } }) } },
  'no egress': { says: /./, panel: { states: all({ status: 'unknown' }) } },
  stale: { says: /./, panel: { states: all({ status: 'ok', lookedMs: 5 * HOUR }) } },
  'a red light grown stale': {
    says: /Axiom ingest/,
    panel: { states: all({ status: 'ok', lookedMs: 5 * HOUR }, { 'axiom.ingest': { status: 'fail', lookedMs: 5 * HOUR, forMs: HOUR } }) },
  },
  'nothing has run': { says: /^Nothing has run yet/, panel: {} },
  'nothing is configured': {
    says: /^Nothing is configured yet/,
    panel: { checks: some.map((entry) => ({ ...entry, configured: false, missing: [`${entry.scope.toUpperCase()}_KEY`] })) },
  },
  'one check': { says: /./, panel: { checks: some.slice(-1), states: { 'axiom.query_back': { status: 'ok', forMs: HOUR } } } },
  'a thousand checks': {
    says: /failing/,
    panel: {
      checks: thousand,
      states: all(
        { status: 'ok' },
        {
          'scope3.check_7': { status: 'fail', forMs: HOUR },
          'scope5.check_1': { status: 'warn' },
          'scope3.check_8': { status: 'skipped' },
        },
        thousand,
      ),
    },
  },
  'a wall': {
    says: /failing/,
    path: '/ops?view=wall',
    panel: { states: all({ status: 'ok' }, { 'axiom.ingest': { status: 'fail', forMs: HOUR } }) },
  },
  'no check passes the filters': { says: /^All 13/, path: '/ops?status=fail', panel: { states: all({ status: 'ok' }) } },
  'Temporal does not answer': { says: /^Temporal does not answer/, panel: { states: all({ status: 'ok' }), temporalAddress: nowhere } },
};

describe.skipIf(!CHROMIUM)('what the panel looks like (needs Chromium)', () => {
  let stack: RunningStack;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** Looks at a page in both widths and themes: keeps a picture, and lets nobody be shut out. */
  async function look(name: string, url: string, ready: (page: Page) => Promise<unknown>): Promise<void> {
    for (const width of [1280, 360]) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(url);
      await ready(page);
      await page.evaluate(AXE);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(PICTURES, `${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`), fullPage: true });
        const found = await page.evaluate(async () => {
          const { violations } = await (
            window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } }
          ).axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(' ')}`);
        });
        expect(found, `${name}, ${width} px, ${colorScheme}`).toEqual([]);
      }
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, `${name}, ${width} px: wider than the window`).toBeLessThanOrEqual(0);
      await context.close();
    }
  }

  const headline = (says: RegExp) => (page: Page) => page.getByRole('heading', { level: 1, name: says }).waitFor();

  it.each(Object.entries(MADE))('%s', async (name, { says, path = '/ops', panel }) => {
    const made = await openMadePanel({ stack: stack.machine.stack()!, checks: some, ...panel });
    try {
      await look(name, made.url + path, headline(says));
    } finally {
      await made.close();
    }
  });

  it('no such page', () => look('no such page', `${stack.url}/nowhere`, headline(/^There is no such page/)));

  describe('of a whole stack', () => {
    const at = (path: string) => stack.url + path;
    /** Has the doctor look, and waits for what he found. */
    async function probed(...words: string[]): Promise<string> {
      const { stdout } = await stack.machine.run('probe', [...words, '--json']);
      return (JSON.parse(stdout) as { run: { id: string } }).run.id;
    }

    it('a drawer', () =>
      look('a drawer', at('/ops?scope=axiom'), async (page) => {
        await page.locator('tr[id="axiom.token"] th a').click();
        await page.locator('.drawer h1').waitFor();
      }));
    it('the keys', () =>
      look('the keys', at('/ops'), async (page) => {
        await page.locator('button.keys:enabled').waitFor({ state: 'attached' });
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
      }));
    it('the menu of faults', () =>
      look('the menu of faults', at('/ops'), async (page) => {
        await page.getByText('Break something').click();
        await page.getByPlaceholder(/^Search \d+ faults$/).waitFor();
      }));
    it('the page of faults', () => look('the page of faults', at('/ops/sandbox'), headline(/^Break something$/)));
    it('a check with pictures', async () => {
      await probed('--check', 'gemini.vertex.image_edit', '--expensive');
      await look('a check with pictures', at('/ops/checks/gemini.vertex.image_edit'), (page) =>
        page.getByAltText('After the edit').waitFor(),
      );
    });
    it('a check that fails, its run, and the runs', async () => {
      await stack.sandbox('break', 'axiom.token_revoked');
      const id = await probed('--scope', 'axiom');
      await look('a check that fails', at('/ops/checks/axiom.token'), (page) => page.getByText('Where it broke').waitFor());
      await look('a run that is over', at(`/ops/runs/${id}`), headline(/ failed\.$/));
      await look('the runs', at('/ops/runs'), headline(/^Runs$/));
      await stack.sandbox('heal');
    });
    it('a run under way', async () => {
      await stack.sandbox('break', 'axiom.lag');
      const run = stack.machine.begin('probe', ['--scope', 'axiom']);
      const worker = stack.machine.stack()!.parts.find(({ name }) => name === 'worker')!.identity.pid;
      const page = await browser.newPage();
      await page.goto(at('/ops/runs'));
      await page.getByRole('row').filter({ hasText: 'so far' }).getByRole('link').first().click();
      await headline(/: 4 of 5 done\.$/)(page);
      // A worker that holds its breath keeps the run under way for as long as it is looked at.
      process.kill(worker, 'SIGSTOP');
      try {
        await look('a run under way', page.url(), headline(/: 4 of 5 done\.$/));
        await look('checks under way', at('/ops'), (one) =>
          one.locator('tr:is([data-verdict="running"], [data-verdict="queued"])').waitFor(),
        );
      } finally {
        process.kill(worker, 'SIGCONT');
      }
      await run.ended;
    });
  });
});
