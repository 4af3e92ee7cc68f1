import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '#scripts/find-chromium.ts';

/** Where a Chromium is on this machine; null where there is none. */
export const CHROMIUM = findChromium();

export interface Visitors {
  browser: Browser;
  /** Somebody with a browser of his own, who looks at a page of the panel. */
  come(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** What browsers complained of: a script that stumbled, a word on the console, a request that failed. */
  complaints: string[];
  /** Ends what the visitors of a test have open. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

// Remix itself prints every read that a navigation overtakes while its body arrives (fetchAndDecode of @remix-run/react 2.17): somebody
// who clicks while the page looks again is no fault of the page. A stream ends, and a read or a download is dropped, with its page.
const EXPECTED = /signal is aborted without reason|net::ERR_ABORTED/;

/** People with real browsers before the panel at `url`. */
export async function createVisitors(url: string): Promise<Visitors> {
  const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
  const complaints: string[] = [];
  const complain = (text: string): unknown => EXPECTED.test(text) || complaints.push(text);
  return {
    browser,
    complaints,
    async come(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.on('console', (message) => message.type() === 'error' && complain(`${message.text()} ${message.location().url}`));
      context.on('weberror', (error) => complain(error.error().message));
      context.on('requestfailed', (request) => {
        // Who has no JavaScript does not fetch any.
        const isScript = request.resourceType() === 'script' && options.javaScriptEnabled === false;
        if (!isScript) complain(`${request.method()} ${request.url()}: ${request.failure()?.errorText}`);
      });
      context.on('response', (response) => response.status() >= 400 && complain(`${response.status()} ${response.url()}`));
      const page = await context.newPage();
      await page.goto(url + path);
      return page;
    },
    async leave() {
      for (const context of browser.contexts()) await context.close();
    },
    close: () => browser.close(),
  };
}
