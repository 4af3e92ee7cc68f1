import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import { checkReport } from '#web/app/check-report.ts';
import { loader } from '#web/app/routes/ops._board.checks.$name.tsx';
import { exact } from '#web/app/times.ts';
import type { Services } from '#web/app/services.server.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';
import { renderPage } from './render-page.ts';

let bench: PanelBench;
let storage: string;
let services: Services;
beforeEach(async () => {
  bench = await openPanelBench([
    entryOf('aurora.north.text'),
    entryOf('aurora.south.text'),
    entryOf('bruma.ingest', { requires: ['aurora.north.text'], cost_usd: 0.04, expensive: true }),
    entryOf('silencio.upload', { configured: false, missing: ['SILENCIO_KEY'] }),
  ]);
  storage = mkdtempSync(join(tmpdir(), 'greenlight-check-'));
  services = { ...bench.services, storage };
});
afterEach(async () => {
  await bench.close();
  rmSync(storage, { recursive: true });
});

const viewOf = async (name: string, search = '') =>
  (await loader(bench.args(`/ops/checks/${name}${search}`, { params: { name }, services }))).view;

async function record(check: string, finding: Finding, files: { name: string; type: string; text: string }[] = []): Promise<string> {
  const runId = await bench.openRun([check], { trigger: 'manual', requestedBy: 'mira' });
  const kept = files.map(({ name, type, text }) => {
    const path = `integration_probes/${runId}/${name}`;
    mkdirSync(dirname(join(storage, path)), { recursive: true });
    writeFileSync(join(storage, path), text);
    return { path, name, type, size: text.length, sha256: `5ha-${name}` };
  });
  await bench.writer.recordProbe({ runId, check, finding, attempts: 1, durationMs: 120, files: kept, temporal: null });
  return runId;
}

const refused = {
  ...findingOf('fail'),
  summary: 'Bruma knows the token but refuses the event.',
  failure_class: 'permission',
  http_status: 403,
  request_id: 'trace-1',
  rungs: [{ name: 'permission', status: 'fail', duration_ms: null, detail: 'may not ingest' }],
  metadata: {
    exchanges: [{ bodyText: '{"message":\n "Forbidden"}' }],
    since_success: { at: '2026-01-01T00:00:00.000Z', changed: [{ fact: 'Token', was: '…9b07', is: '…c41e' }] },
  },
} as Finding;

describe('the page of a check', () => {
  it('tells how it stands, what was said and what changed', async () => {
    const runId = await record('bruma.ingest', refused);
    expect(await viewOf('bruma.ingest')).toMatchObject({
      place: { number: 3, of: 4, previous: 'aurora.south.text', next: 'silencio.upload' },
      whom: 'Bruma',
      row: { light: 'fail', failureClass: 'permission', costUsd: 0.04 },
      state: { words: 'failed once, just now, at' },
      head: {
        runUrl: `/ops/runs/${runId}#bruma.ingest`,
        http: 403,
        requestId: 'trace-1',
        answer: '{"message": "Forbidden"}',
        since: { changed: [{ fact: 'Token' }] },
      },
      probes: [{ status: 'fail', askedBy: 'mira at the command line', http: 403, requestId: 'trace-1', tookMs: 120 }],
      older: null,
      running: null,
    });
  });

  it('speaks of the look that told nothing where there is nothing else to speak of, else of the verdict', async () => {
    await record('bruma.ingest', { ...findingOf('ok'), request_id: 'well' });
    await record('bruma.ingest', { ...findingOf('unknown'), request_id: 'nobody knows' } as Finding);
    expect((await viewOf('bruma.ingest')).head).toMatchObject({ requestId: 'nobody knows' });
    await record('bruma.ingest', refused);
    await record('bruma.ingest', { ...findingOf('unknown'), request_id: 'nobody knows' } as Finding);
    expect(await viewOf('bruma.ingest')).toMatchObject({ row: { light: 'fail', note: 'It was unknown.' }, head: { requestId: 'trace-1' } });
  });

  it('speaks of the newest start, also where an older one ended after it', async () => {
    const [older, newer] = [await bench.openRun(['bruma.ingest']), await bench.openRun(['bruma.ingest'])];
    await bench.writer.beginAttempt(older, 'bruma.ingest');
    await bench.writer.beginAttempt(newer, 'bruma.ingest');
    const probe = { check: 'bruma.ingest', attempts: 1, durationMs: 1, files: [], temporal: null };
    await bench.writer.recordProbe({ ...probe, runId: newer, finding: findingOf('unknown') });
    await bench.writer.recordProbe({ ...probe, runId: older, finding: findingOf('ok') });
    expect(await viewOf('bruma.ingest')).toMatchObject({
      row: { light: 'unknown' },
      head: { runUrl: `/ops/runs/${newer}#bruma.ingest` },
    });
  });

  it('tells nothing of a probe from when it was still configured, nor the answer of one that is well', async () => {
    const answered = { exchanges: [{ bodyText: 'All is well.' }] };
    await record('silencio.upload', { ...findingOf('ok'), metadata: answered });
    expect((await viewOf('silencio.upload')).head).toBeNull();
    await record('bruma.ingest', { ...findingOf('ok'), metadata: answered });
    expect((await viewOf('bruma.ingest')).head).toMatchObject({ answer: null });
  });

  it('lists with each probe its own files, and no time for one that never went out', async () => {
    await record('bruma.ingest', findingOf('ok'), [{ name: 'one.txt', type: 'text/plain', text: 'one' }]);
    await record('bruma.ingest', findingOf('ok'), [{ name: 'two.txt', type: 'text/plain', text: 'two' }]);
    const runId = await bench.openRun(['bruma.ingest']);
    const finding = findingOf('skipped');
    await bench.writer.recordProbe({ runId, check: 'bruma.ingest', finding, attempts: 0, durationMs: 0, files: [], temporal: null });
    expect((await viewOf('bruma.ingest')).probes.map(({ tookMs, files }) => [tookMs, ...files.map(({ name }) => name)])).toEqual([
      [null],
      [120, 'two.txt'],
      [120, 'one.txt'],
    ]);
  });

  it('shows what stands in its files, and only tells of the rest', async () => {
    await record('bruma.ingest', findingOf('ok'), [
      { name: 'answer.json', type: 'application/json', text: '{"well":true}' },
      { name: 'page.html', type: 'text/html', text: '<script>alert(1)</script>' },
    ]);
    const { head, probes } = await viewOf('bruma.ingest');
    expect(head!.files.map(({ name, shown, text }) => [name, shown, text])).toEqual([
      ['answer.json', 'json', '{\n  "well": true\n}'],
      ['page.html', 'download', null],
    ]);
    expect(probes[0]!.files.map(({ name, text }) => [name, text])).toEqual([
      ['answer.json', null],
      ['page.html', null],
    ]);
  });

  it('sifts and pages its probes by the address', async () => {
    for (let count = 0; count < 7; count++) await record('bruma.ingest', findingOf('ok'));
    await record('bruma.ingest', refused);
    const first = await viewOf('bruma.ingest');
    expect([first.probes.length, first.probes[0]!.status]).toEqual([6, 'fail']);
    const second = await viewOf('bruma.ingest', `?before=${first.older}`);
    expect([second.probes.length, second.older]).toEqual([2, null]);
    expect((await viewOf('bruma.ingest', '?last=20&outcome=fail')).probes).toHaveLength(1);
    expect((await viewOf('bruma.ingest', '?by=scheduler')).probes).toHaveLength(0);
    expect((await viewOf('bruma.ingest', '?before=broken')).probes).toHaveLength(6);
  });

  it('puts providers of the same capability side by side', async () => {
    await record('aurora.north.text', findingOf('ok'));
    expect((await viewOf('aurora.north.text')).comparison).toBeNull();
    await record('aurora.south.text', findingOf('warn'));
    expect((await viewOf('aurora.north.text')).comparison!.providers.map(({ provider, status }) => [provider, status])).toEqual([
      ['north', 'ok'],
      ['south', 'warn'],
    ]);
    await record('bruma.ingest', findingOf('ok'));
    expect((await viewOf('bruma.ingest')).comparison).toBeNull();
  });

  it('shows how far the run is that looks at it now', async () => {
    await record('bruma.ingest', findingOf('ok'));
    const runId = await bench.openRun(['bruma.ingest']);
    expect((await viewOf('bruma.ingest')).running).toMatchObject({ url: `/ops/runs/${runId}#bruma.ingest`, words: 'Waits for its turn' });
    await bench.writer.beginAttempt(runId, 'bruma.ingest');
    await bench.writer.noteTrouble(runId, 'bruma.ingest', {
      attempt: 1,
      failureClass: 'server_error',
      summary: 'Answered 503.',
      againInMs: 60_000,
    });
    expect(await viewOf('bruma.ingest')).toMatchObject({
      row: { light: 'ok' },
      running: { words: expect.stringMatching(/^Attempt 2 of 3, again in (60|59) s$/) as string, met: 'Answered 503.' },
    });
  });

  it('can be copied as a report', async () => {
    await record('bruma.ingest', refused);
    const view = await viewOf('bruma.ingest');
    const since = exact(view.state.at!);
    expect(checkReport(view, 'http://panel.test/ops/checks/bruma.ingest').split('\n')).toEqual([
      `Bruma ingest: Fail failed once, just now, at ${since}`,
      'bruma.ingest, bruma.ingest works',
      '',
      'Bruma knows the token but refuses the event. [permission]',
      '',
      'How far it came:',
      ' permission broken               may not ingest',
      '',
      'Do this:',
      '1. Look.',
      '',
      'HTTP status: 403',
      'Request id, for Bruma’s support: trace-1',
      `Looked at: ${since}`,
      'http://panel.test/ops/checks/bruma.ingest',
      '',
    ]);
  });

  it('keeps long metadata short, and says so', async () => {
    await record('bruma.ingest', { ...findingOf('ok'), metadata: { long: 'x'.repeat(60_000) } });
    const [probe] = (await viewOf('bruma.ingest')).probes;
    expect(probe).toMatchObject({ isCut: true });
    expect(probe!.metadata.length).toBeLessThan(50_000);
  });

  it.each([
    ['bruma.ingst', 'There is no check bruma.ingst.'],
    ['x'.repeat(5_000), `There is no check ${'x'.repeat(80)}….`],
  ])('is a 404 that names the nearest where there is none of the name', async (name, sentence) => {
    await expect(viewOf(name)).rejects.toMatchObject({
      init: { status: 404 },
      data: { sentence, nearest: expect.stringMatching(/\./) as string },
    });
  });
});

describe('the page of a check, as it is sent,', () => {
  const render = (path: string) => renderPage(services, path);
  const words = (html: string) =>
    html
      .replaceAll(/<script.*?<\/script>|<!-- -->/gs, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ');

  it('holds the finding, the steps and the way to the evidence, without a style or a script of its own', async () => {
    const runId = await record('bruma.ingest', refused);
    const { status, html } = await render('/ops/checks/bruma.ingest?scope=bruma&days=7');
    expect(status).toBe(200);
    expect(html).toContain('<title>✕ Bruma ingest – Greenlight sandbox</title>');
    expect(words(html)).toMatch(
      /Fail failed once, just now, at .* Bruma ingest .*bruma\.ingest works\. .*Bruma knows the token but refuses the event\. permission/,
    );
    expect(words(html)).toMatch(/Where it broke Permission is broken may not ingest Do this Look\. .*Run again \$0\.04/);
    expect(words(html)).toMatch(/Changed since it last worked .* Token …9b07 …c41e .*What Bruma said Answer 403 \{&quot;message&quot;/);
    expect(html).toContain(`href="/ops/runs/${runId}#bruma.ingest"`);
    expect(html).not.toMatch(/ style="/);
    expect(html).toContain('value="/ops/checks/bruma.ingest?scope=bruma&amp;days=7"');
  });

  it('carries the board’s filters in each of its links', async () => {
    await record('bruma.ingest', refused);
    const { html } = await render('/ops/checks/bruma.ingest?scope=bruma&q=in&outcome=fail');
    const article = /<article.*<\/article>/s.exec(html)![0];
    const links = [...article.matchAll(/href="(\/ops(?!\/runs|\/artifacts|\/docs)[^"]*)"/g)].map(([, href]) => href!);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((href) => !href.includes('scope=bruma&amp;q=in'))).toEqual([]);
  });

  it('says once why it is looked at', async () => {
    const { html } = await render('/ops/checks/bruma.ingest');
    expect(words(html).split('Because the tests depend on it.')).toHaveLength(2);
  });

  it('is no light where there is no such page: that tells nothing of how anything is', async () => {
    const { status, html } = await render('/ops/checks/bruma.ingst');
    expect([status, /<section class="lone".*?<\/section>/s.exec(html)![0]]).toEqual([404, expect.not.stringContaining('<svg')]);
    expect(words(html)).toMatch(/The nearest is\s+bruma\.ingest/);
  });

  it('leads to the document that says what the check proves', async () => {
    const { html } = await render('/ops/checks/bruma.ingest');
    expect(html).toMatch(/<a [^>]*href="\/ops\/docs\/checks\/bruma\.ingest"[^>]*>What it proves, and what to do<\/a>/);
  });

  it('of one that never ran says so and offers to look', async () => {
    const { html } = await render('/ops/checks/aurora.north.text');
    expect(words(html)).toMatch(/Never run nothing is known yet .* It has not run yet\. Look for the first time .* Run now/);
    expect(words(html)).toContain('Nothing ran in the last 30 days.');
  });

  it('of one that nothing has looked at in time speaks of the past', async () => {
    await record('bruma.ingest', { ...findingOf('ok'), summary: 'All is well.' });
    const late = {
      ...services.reader,
      overview: () => services.reader.overview().then((read) => ({ ...read, now: new Date(Date.now() + 3 * 3_600_000) })),
    };
    const { html } = await renderPage({ ...services, reader: late }, '/ops/checks/bruma.ingest');
    expect(words(html)).toMatch(/Stale was OK; out of date by 1 hour .*Found then: All is well\. Look again Nothing has looked/);
  });

  it('of one without its variables names them and offers nothing to press', async () => {
    const { html } = await render('/ops/checks/silencio.upload');
    expect(words(html)).toMatch(/Skipped because it is not configured .* Set SILENCIO_KEY \. Restart the worker/);
    expect(html).not.toContain('Run again');
  });

  it('says why nothing can be asked while Temporal does not answer', async () => {
    services = { ...services, temporalTrouble: () => Promise.resolve('Temporal does not answer, so nothing can run.') };
    const { html } = await render('/ops/checks/aurora.north.text');
    expect(html).toMatch(/<button[^>]* disabled=""[^>]*>.*Temporal does not answer, so nothing can run\./s);
  });

  it('lets nothing that a provider said run in it', async () => {
    await record('bruma.ingest', { ...findingOf('ok'), summary: '<script>alert(1)</script>', metadata: { a: '</script><img src=x>' } }, [
      { name: 'answer.txt', type: 'text/plain', text: '</pre><script>alert(2)</script>' },
    ]);
    const { html } = await render('/ops/checks/bruma.ingest');
    expect(html).not.toMatch(/<script>alert|<img src=x/);
  });

  it('is a page in words where there is no such check, with a link to the nearest', async () => {
    const { status, html } = await render('/ops/checks/bruma.ingst');
    expect(status).toBe(404);
    expect(words(html)).toContain('The nearest is bruma.ingest .');
    expect(html).toContain('href="/ops/checks/bruma.ingest"');
  });
});
