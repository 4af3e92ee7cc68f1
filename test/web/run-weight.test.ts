import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingOf } from '#test/support/made-up.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { Status } from '#workflows/core/status.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';
import { renderPage } from './render-page.ts';

let bench: PanelBench;
beforeEach(async () => {
  bench = await openPanelBench();
});
afterEach(() => bench.close());

const RUNGS = (['dns', 'tcp', 'tls', 'http', 'auth', 'permission', 'function'] as const).map((name) => ({
  name,
  status: 'ok' as const,
  duration_ms: 12,
  detail: `${name} holds, as the provider’s own answer says`,
}));

/** What a probe keeps: exchanges of some length, and a mark by which the page is searched. */
function finding(status: Status, letters: number): Finding {
  const exchanges = [{ url: 'https://api.bruma.test/v1/ingest', answer: 'CANARY '.repeat(letters / 7) }];
  return { ...findingOf(status), rungs: RUNGS, request_id: 'req_0192', http_status: 200, metadata: { exchanges } } as Finding;
}

async function pageOf(findings: Finding[], isOver = true): Promise<string> {
  const names = findings.map((_, index) => `bruma.check_${index}`);
  const runId = await bench.openRun(names);
  for (const [index, check] of names.entries()) {
    await bench.writer.beginAttempt(runId, check);
    const files: [] = [];
    await bench.writer.recordProbe({ runId, check, finding: findings[index]!, attempts: 1, durationMs: 120, files, temporal: null });
  }
  if (isOver) await bench.writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
  const { html } = await renderPage(bench.services, `/ops/runs/${runId}`);
  expect(html).toContain(`href="/ops/runs/${runId}.json"`);
  return html;
}
const canaries = (html: string): number => html.match(/CANARY/g)?.length ?? 0;

describe('the page of a run', () => {
  it('is no heavier for what forty checks that are well have kept', async () => {
    const html = await pageOf(Array.from({ length: 40 }, () => finding('ok', 10_240)));
    expect(canaries(html)).toBe(0);
    expect(html).toContain('All facts');
    expect(html).toContain('req_0192');
    expect(html).toContain('TLS 12 ms (tls holds');
    expect(Buffer.byteLength(html)).toBeLessThan(150_000);
  });

  it('has the facts of a check that is not well, whole where they are short', async () => {
    const html = await pageOf([finding('fail', 700)]);
    expect(canaries(html)).toBe(2 * 100);
    expect(html).not.toContain('Cut after');
  });

  it('cuts them where they are long, and says so', async () => {
    const html = await pageOf([finding('fail', 70_000)]);
    expect(canaries(html)).toBeGreaterThan(2_000);
    expect(html.length).toBeLessThan(80_000);
    expect(html).toContain('Cut after 16 KiB');
  });

  it('carries none while it is under way: it is read again and again', async () => {
    expect(canaries(await pageOf([finding('fail', 700)], false))).toBe(0);
  });
});
