import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import type { RunWriter } from '#db/run-writer.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

/** How long after the page has shown that a check runs its answer comes: anything up to this, so that no rhythm of ours meets one of the panel's. */
const UP_TO_MS = 500;

export interface Pixels {
  /** From just before the probe is handed to the database until the frame with its finding has been painted. */
  pixel: number[];
  /** What the browser alone needs from a change of the page to the frame after it. */
  frames: number[];
}

/** Records probes one after the other with the worker's own writer, and looks at the open page for each one's words. Both read the clock of
 * one machine. */
export async function commitToPixel(page: Page, writer: RunWriter, names: readonly string[], probes: number): Promise<Pixels> {
  const pixels: Pixels = { pixel: [], frames: [] };
  for (let index = 0; index < probes; index++) {
    const check = names[index % names.length]!;
    const runId = uuidv7();
    const words = `Answered number ${runId.slice(-6)}.`;
    const request = { selection: EVERYTHING_CHEAP, trigger: 'manual' as const, requestedBy: 'the benchmark', record: true, nonce: null };
    await expectWords(page, check, 'Running');
    await writer.openRun({
      ...{ runId, workflowId: `bench/${runId}`, request },
      checks: [
        { check, requires: [], provider: 'bench', limit: 4, startToCloseMs: 1_000, scheduleToCloseMs: 1_000, maxAttempts: 3, asked: true },
      ],
    });
    await writer.beginAttempt(runId, check);
    await seen(page);
    await wait(Math.random() * UP_TO_MS);
    await expectWords(page, check, words);
    const at = performance.timeOrigin + performance.now();
    await writer.recordProbe({
      ...{ runId, check, attempts: 1, durationMs: 80 + (index % 40), files: [], temporal: null },
      finding: {
        status: 'ok',
        summary: words,
        failure_class: null,
        hint: null,
        rungs: [],
        http_status: 200,
        request_id: null,
        cost_usd: 0,
        metadata: {},
      },
    });
    const { changedAt, paintedAt } = await seen(page);
    pixels.pixel.push(paintedAt - at);
    pixels.frames.push(paintedAt - changedAt);
    await writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => {
      throw new Error('Every check of the run has its outcome.');
    });
  }
  return pixels;
}

interface Seen {
  changedAt: number;
  paintedAt: number;
}

/** Has the page watch for these words in what was found of a check. The second of two frames begins once the first has been painted. */
async function expectWords(page: Page, check: string, words: string): Promise<void> {
  await page.evaluate(
    ({ check, words }) => {
      const now = (): number => performance.timeOrigin + performance.now();
      const seen = new Promise<Seen>((resolve) => {
        const look = (): void => {
          if (!document.getElementById(check)?.querySelector('.found')?.textContent.includes(words)) return;
          observer.disconnect();
          const changedAt = now();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve({ changedAt, paintedAt: now() })));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      });
      Object.assign(window, { seen });
    },
    { check, words },
  );
}

function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => (window as unknown as { seen: Promise<Seen> }).seen);
}
