import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#web/app/services.server.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';
import { renderPage } from './render-page.ts';

let bench: PanelBench;
beforeEach(async () => {
  bench = await openPanelBench();
  await bench.record({ 'bruma.ingest': 'fail' });
});
afterEach(() => bench.close());

describe('an address that leads nowhere', () => {
  it.each([
    ['/ops/runs/nope', 'There is no such run.'],
    [`/ops/runs/${randomUUID()}`, 'There is no such run.'],
    ['/ops/checks/nope', 'There is no check nope.'],
    ['/ops/incidents', 'The address leads nowhere.'],
    ['/ops/runs/nope/further', 'The address leads nowhere.'],
  ])('%s is said so within the frame, with its light', async (path, sentence) => {
    const { status, html } = await renderPage(bench.services, path);
    expect(status).toBe(404);
    expect(html).toContain(sentence);
    expect(html).toMatch(/<title>✕ Bruma ingest – Not found – Greenlight sandbox<\/title>/);
    expect(html).toContain('aria-label="Greenlight, Fail"');
    expect(html.match(/<main/g)).toHaveLength(1);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
});

it('a fault of our own in one page is told as such, and is no page that is missing', async () => {
  const reader = { ...bench.services.reader, runTimeline: () => Promise.reject(new Error('CANARY')) };
  const services: Services = { ...bench.services, reader };
  const { status, html } = await renderPage(services, `/ops/runs/${randomUUID()}`);
  expect(status).toBe(500);
  expect(html).toContain('The panel stumbled.');
  expect(html).not.toContain('Not found');
  expect(html).not.toContain('CANARY');
  expect(html.match(/<main/g)).toHaveLength(1);
});
