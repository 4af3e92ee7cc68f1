import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { once } from 'node:events';
import getPort from 'get-port';
import { chromium, type Browser, type Page } from 'playwright-core';
import { processEnvironment } from '#env.ts';
import { findChromium } from './find-chromium.ts';
import { cleanEnvironment } from './stack/clean-environment.ts';

/** So many runs are made before anything is broken, that bars and lines have something to show. */
const RUNS = 24;
const FOLDER = resolve(import.meta.dirname, '../docs/images');
const SCRIPTS = import.meta.dirname;

const executablePath = findChromium();
if (executablePath === null) {
  process.stderr.write(
    'The pictures are taken with Chromium, and there is none on this machine. Install it: apt-get install -y chromium\n',
  );
  process.exit(2);
}

/** The pictures of the documentation: a stack of its own is brought up, used, broken and photographed, so that they show what is there. */
const storage = mkdtempSync(join(tmpdir(), 'greenlight-pictures-'));
const env = {
  ...cleanEnvironment(processEnvironment()),
  GREENLIGHT_MODE: 'sandbox',
  GREENLIGHT_STORAGE: storage,
  PORT: String(await getPort()),
} as unknown as NodeJS.ProcessEnv;
const stack = spawn(process.execPath, [join(SCRIPTS, 'start.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
let browser: Browser | null = null;
try {
  const url = await panelOf();
  await run('probe.ts', '--expensive', '--over-budget');
  for (let made = 1; made < RUNS; made++) await run('probe.ts');
  await run('sandbox.ts', 'break', 'axiom.token_may_not_ingest');
  await run('probe.ts', '--scope', 'axiom');
  await run('probe.ts', '--scope', 'axiom');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  await picture(url, 'ops', { width: 1280, height: 1000 });
  await picture(url, 'ops-phone', { width: 360, height: 780 }, 'dark');
  await picture(url, 'check', { width: 1280, height: 860 }, 'dark', async (page) => {
    await page.getByRole('rowheader', { name: 'Ingest' }).getByRole('link').click();
    await page.locator('.drawer h1').waitFor();
  });
  await run('sandbox.ts', 'heal');
  await run('sandbox.ts', 'break', 'ai-studio.stumbles');
  await run('probe.ts');
  await picture(`${url}/runs`, 'run', { width: 1280, height: 1000 }, 'light', async (page) => {
    await page.getByRole('rowheader').getByRole('link').first().click();
    await page.locator('.timeline').waitFor();
  });
  await picture(`${url}?view=wall`, 'wall', { width: 1280, height: 720 }, 'dark');
} finally {
  await browser?.close();
  stack.kill('SIGTERM');
  await once(stack, 'exit');
  rmSync(storage, { recursive: true, force: true });
}

/** The address of the checks, as soon as everything is up. */
async function panelOf(): Promise<string> {
  let printed = '';
  for await (const text of stack.stdout) {
    printed += String(text);
    const address = /Panel\s+(\S+)/.exec(printed)?.[1];
    if (address && printed.includes('Up in')) return address;
  }
  throw new Error(`The stack did not come up:\n${printed}`);
}

async function run(script: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(SCRIPTS, script), ...args], { env, stdio: 'ignore' });
  await once(child, 'exit');
}

async function picture(
  url: string,
  name: string,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark' = 'light',
  before: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const page = await browser!.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await before(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
  process.stdout.write(`docs/images/${name}.png\n`);
}
