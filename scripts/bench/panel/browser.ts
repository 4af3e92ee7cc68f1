import { QueryTypes } from 'sequelize';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createRunWriter } from '#db/run-writer.ts';
import { percentile, type Measure } from '#scripts/bench/measure.ts';
import type { Servers } from '#scripts/bench/open-servers.ts';
import { commitToPixel } from './commit-to-pixel.ts';
import { openStreams } from './load.ts';
import { layoutShift, paintedAt } from './paint.ts';
import type { Past } from './past-of-checks.ts';
import { startBareServer } from './start-bare-server.ts';
import type { RunningPanel } from './start-panel.ts';

const GOAL_PIXEL_MS = 150;
const GOAL_PAINT_MS = 300;
const FURTHER = 49;
const PAINTS = 20;
const CHECKS = "select name, verdict = 'ok' as well from checks join check_states on check_name = name order by position";
const BARE_PAGE = '<!doctype html><html lang="en"><title>Bare</title><h1>All checks are well.</h1></html>';

/** What only a real browser knows: when a page is painted, whether it jumps, and how long a probe takes to become a pixel. */
export async function inBrowser(
  executablePath: string,
  servers: Servers,
  panel: RunningPanel,
  past: Past,
  probes: number,
): Promise<Measure[]> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const bare = await startBareServer(servers, 'bare.html', BARE_PAGE);
  try {
    const painted = { panel: [] as number[], bare: [] as number[] };
    let shift = 0;
    for (let turn = 0; turn < PAINTS; turn++) {
      painted.bare.push(await withPage(browser, bare.url, paintedAt));
      painted.panel.push(await withPage(browser, `${panel.url}/ops`, paintedAt));
      shift = Math.max(shift, await withPage(browser, `${panel.url}/ops`, shiftWhenAlive, turn % 2 === 0 ? 1_280 : 360));
    }
    const writer = createRunWriter(past.database, { mode: 'sandbox' });
    const checks = await past.database.query<{ name: string; well: boolean }>(CHECKS, { type: QueryTypes.SELECT });
    // A check that turns well takes its card from the top of the page, and all else moves up: that is no jump.
    const names = checks.filter(({ well }) => well).map(({ name }) => name);
    const page = await browser.newPage();
    await page.goto(`${panel.url}/ops`);
    const alone = await commitToPixel(page, writer, names, probes);
    const close = await openStreams(panel.url, FURTHER);
    const among = await commitToPixel(page, writer, names, probes);
    close();
    shift = Math.max(shift, await layoutShift(page));

    const at = (what: string, sample: number[], share: number, floor: number[] | null, goal: number | null): Measure => {
      const value = percentile(sample, share);
      return {
        ...{ what: `${what}, p${share * 100}`, value, floor: floor && percentile(floor, share), unit: 'ms' },
        ...{ goal: goal === null ? null : `< ${goal} ms`, met: goal === null ? null : value < goal },
      };
    };
    const further = `with ${FURTHER} further streams`;
    return [
      at('commit to pixel', alone.pixel, 0.5, alone.frames, null),
      at('commit to pixel', alone.pixel, 0.95, alone.frames, GOAL_PIXEL_MS),
      at(`commit to pixel ${further}`, among.pixel, 0.5, among.frames, null),
      at(`commit to pixel ${further}`, among.pixel, 0.95, among.frames, GOAL_PIXEL_MS),
      at(`first contentful paint, ${checks.length} checks`, painted.panel, 0.5, painted.bare, null),
      at(`first contentful paint, ${checks.length} checks`, painted.panel, 0.95, painted.bare, GOAL_PAINT_MS),
      { what: 'layout shift, the worst', value: shift, floor: 0, unit: '', goal: 'none', met: shift === 0 },
    ];
  } finally {
    await browser.close();
    await bare.stop();
  }
}

/** Opens the address in a browser that has never seen it. */
async function withPage(
  browser: Browser,
  url: string,
  look: (page: Page, alive: Promise<unknown>) => Promise<number>,
  width = 1_280,
): Promise<number> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const alive = page.waitForResponse((response) => response.url().includes('/ops.data')).catch(() => null);
  await page.goto(url);
  const seen = await look(page, alive);
  await context.close();
  return seen;
}

/** Once its scripts have run and read again what it shows. */
async function shiftWhenAlive(page: Page, alive: Promise<unknown>): Promise<number> {
  await alive;
  return layoutShift(page);
}
