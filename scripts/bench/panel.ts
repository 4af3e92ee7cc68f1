import type { EnvSource } from '#env.ts';
import type { BenchResult } from './measure.ts';
import type { Servers } from './open-servers.ts';
import { inBrowser } from './panel/browser.ts';
import { findChromium } from '#scripts/find-chromium.ts';
import { memory } from './panel/memory.ts';
import { pastOfChecks } from './panel/past-of-checks.ts';
import { scopedEntries } from './panel/scoped-entries.ts';
import { startPanel } from './panel/start-panel.ts';
import { thousandChecks } from './panel/thousand-checks.ts';

const REQUESTS = 10_000;
const STREAMS = 1_000;

interface How {
  /** Of single probes behind the thousand checks. */
  days: number;
  /** Recorded before the eyes of a browser, each time. */
  probes: number;
}

/** What a person waits for: the page of many checks, the page just after a restart, a probe's way to the screen; and the panel's memory. */
export async function panel(servers: Servers, source: EnvSource, { days, probes }: How): Promise<BenchResult> {
  const many = scopedEntries({ scopes: 20, each: 50 });
  const past = await pastOfChecks(servers, 'thousand', many, days);
  const measures = await thousandChecks(servers, source, past, many.length);
  await past.database.close();

  const few = await pastOfChecks(servers, 'usual', scopedEntries({ scopes: 6, each: 7 }), 2);
  const running = await startPanel(servers, source, few.url);
  const chromium = findChromium();
  if (chromium) measures.push(...(await inBrowser(chromium, servers, running, few, probes)));
  measures.push(...(await memory(running, { requests: REQUESTS, streams: STREAMS })));
  await Promise.all([running.stop(), few.database.close()]);
  return {
    name: 'panel',
    measures,
    notes: [
      `${many.length} checks in 20 scopes, six of them not well; ${past.probes.toLocaleString('en')} probes and ${past.rollups.toLocaleString('en')} rollups of 365 days lie behind them. Asked by HTTP, compressed.`,
      'Floors: of the loader the overview as Node reads it from the same database; of a document its bytes from a server that does nothing else; of the first load the warm one.',
      chromium
        ? 'Commit to pixel: from just before the worker’s writer hands a probe to the database until the frame that shows it was painted, by the clock of one machine; floor: what the browser takes from the change of the page to that frame.'
        : 'There is no Chromium on this machine (apt-get install -y --no-install-recommends chromium): commit to pixel, first contentful paint and layout shift were left out.',
      `Memory: after a forced collection, over ${REQUESTS.toLocaleString('en')} requests and ${STREAMS.toLocaleString('en')} event streams opened and closed; floor: after the warm-up.`,
    ],
  };
}
