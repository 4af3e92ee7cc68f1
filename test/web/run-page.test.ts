import { randomUUID } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingForUnprobed } from '#activities/untold-findings.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import { loader as runLoader } from '#web/app/routes/ops.runs.$id.tsx';
import { loader as junitLoader } from '#web/app/routes/ops.runs.$id[.xml].ts';
import { action as askAction } from '#web/app/routes/ops.runs._index.tsx';
import { marksOf } from '#web/app/run-timeline.ts';
import { readOutcome } from '#web/app/run-view.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';

let bench: PanelBench;
beforeEach(async () => {
  bench = await openPanelBench();
});
afterEach(() => bench.close());

const viewOf = async (id: string) => (await runLoader(bench.args(`/ops/runs/${id}`, { params: { id } }))).view;
const end = (runId: string, check: string, finding: Finding, attempts = 1) =>
  bench.writer.recordProbe({ runId, check, finding, attempts, durationMs: 120, files: [], temporal: null });
const close = (runId: string, state: 'finished' | 'cancelled' = 'finished') =>
  bench.writer.closeRun({ runId, state, unprobed: [] }, () => ({ ...findingOf('skipped'), failure_class: 'cancelled' }) as Finding);

describe('the timeline of a run', () => {
  it('has a line for each planned check, with attempts and waits as they were', async () => {
    const id = await bench.openRun(['bruma.ingest', 'aurora.north.text']);
    await bench.writer.beginAttempt(id, 'bruma.ingest');
    await bench.writer.noteTrouble(id, 'bruma.ingest', {
      attempt: 1,
      failureClass: 'server_error',
      summary: 'It said 503.',
      httpStatus: 503,
      againInMs: 1,
    });
    await bench.writer.beginAttempt(id, 'bruma.ingest');
    await end(id, 'bruma.ingest', findingOf('ok'), 2);
    await bench.writer.beginAttempt(id, 'aurora.north.text');

    const view = await viewOf(id);
    const kinds = view.rows.map(({ name, times }) => [
      name,
      ...marksOf(times, view.startedAt, view.now).map((mark) => ('label' in mark ? (mark.label ?? mark.kind) : mark.kind)),
    ]);
    expect(kinds).toEqual([
      ['bruma.ingest', 'queued', '503', '1 ms, then again', 'attempt'],
      ['aurora.north.text', 'queued', 'attempt'],
    ]);
  });

  it('names a check as people do, and says when nothing has begun', async () => {
    const id = await bench.openRun(['bruma.ingest', 'aurora.north.text']);
    const view = await viewOf(id);
    expect(view.rows.map(({ group, capability, lit, note }) => [group, capability, lit, note])).toEqual([
      ['Bruma', 'Ingest', 'queued', 'waits for its turn'],
      ['Aurora · North', 'Text', 'queued', 'waits for its turn'],
    ]);
    expect(view.headline).toBe('Everything but costly: not begun yet.');
  });

  it('tells what each requires of this run, and what waits in vain', async () => {
    const planned = { limit: 4, startToCloseMs: 1, scheduleToCloseMs: 1, maxAttempts: 3, asked: true };
    const id = randomUUID();
    await bench.writer.openRun({
      runId: id,
      workflowId: 'doctor/x',
      request: { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'mira', record: true, nonce: null },
      checks: [
        { ...planned, check: 'bruma.ingest', provider: 'bruma', requires: ['bruma.elsewhere'] },
        { ...planned, check: 'bruma.query_back', provider: 'bruma', requires: ['bruma.ingest'] },
        { ...planned, check: 'aurora.north.text', provider: 'aurora.north', requires: ['bruma.ingest'] },
      ],
    });
    const told = async () => (await viewOf(id)).rows.map(({ needs, note, withheld }) => [...needs, note, withheld]);
    expect(await told()).toEqual([
      ['waits for its turn', false],
      ['Ingest', 'waits for Ingest', false],
      ['Bruma ingest', 'waits for Bruma ingest', false],
    ]);
    await end(id, 'bruma.ingest', findingOf('fail'));
    expect(await told()).toEqual([
      [null, false],
      ['Ingest', 'waits for Ingest, which failed', true],
      ['Bruma ingest', 'waits for Bruma ingest, which failed', true],
    ]);
  });

  it('tells of what waited which it waited for, as people call it', async () => {
    const id = await bench.openRun(['bruma.ingest', 'aurora.north.text']);
    const { summary, hint } = findingForUnprobed({
      check: 'aurora.north.text',
      status: 'skipped',
      failureClass: 'prerequisite',
      because: 'bruma.ingest',
    });
    await end(id, 'aurora.north.text', { ...findingOf('skipped'), failure_class: 'prerequisite', summary, hint } as Finding);
    expect((await viewOf(id)).rows[1]).toMatchObject({
      text: 'Waits for Bruma ingest, which fails.',
      probe: { hint: { title: 'Bruma ingest comes first' } },
    });
  });

  it('still names what has left the catalogue', async () => {
    const id = await bench.openRun(['gone.old.list_all']);
    expect((await viewOf(id)).rows[0]).toMatchObject({ group: 'Gone · Old', capability: 'List all' });
  });

  it('tells what is usual once there were runs like it', async () => {
    const first = await bench.record({ 'bruma.ingest': 'ok' });
    expect((await viewOf(first)).usualMs).toBeNull();
    await bench.record({ 'bruma.ingest': 'ok' });
    expect((await viewOf(await bench.record({ 'bruma.ingest': 'ok' }))).usualMs).toBeGreaterThan(0);
  });

  it('counts by how each ended or how far it is', async () => {
    const id = await bench.openRun(['bruma.ingest', 'aurora.north.text', 'aurora.south.text', 'silencio.upload']);
    await end(id, 'bruma.ingest', findingOf('fail'));
    await end(id, 'aurora.north.text', findingOf('ok'));
    await bench.writer.beginAttempt(id, 'aurora.south.text');
    expect(await viewOf(id)).toMatchObject({
      open: true,
      counts: { ok: 1, fail: 1, running: 1, queued: 1, warn: 0, skipped: 0, unknown: 0 },
    });
  });

  it('stays open to read when the run was cancelled or is not recorded', async () => {
    const cancelled = await bench.openRun(['bruma.ingest', 'aurora.north.text']);
    await end(cancelled, 'bruma.ingest', findingOf('ok'));
    await close(cancelled, 'cancelled');
    expect(await viewOf(cancelled)).toMatchObject({
      open: false,
      headline: 'Everything but costly: cancelled after 1 of 2.',
      light: 'skipped',
    });
    const unrecorded = await bench.record({ 'bruma.ingest': 'ok' }, { record: false });
    expect(await viewOf(unrecorded)).toMatchObject({ recorded: false, headline: 'Everything but costly: it is well.' });
  });

  it.each([
    ['fail', 'fail'],
    ['queued', 'queued'],
    ['constructor', null],
    ['', null],
  ])('is narrowed by the address to %s', (outcome, lit) => expect(readOutcome(new URLSearchParams({ outcome }))).toBe(lit));
});

describe('Run the failing ones again', () => {
  const again = (run: string, nonce = 'n') => askAction(bench.args('/ops/runs', { form: { run, nonce, back: `/ops/runs/${run}` } }));
  const asked = (response: Response) => new URL(response.headers.get('Location')!, 'http://panel');
  const checksOf = async (id: string) => (await bench.services.reader.runProgress(id))!.selection.checks;

  it('asks for what was not well in that run, and for what waited for it', async () => {
    const id = await bench.openRun(['bruma.ingest', 'aurora.north.text', 'aurora.south.text', 'silencio.upload']);
    await end(id, 'bruma.ingest', findingOf('fail'));
    await end(id, 'aurora.north.text', findingOf('ok'));
    await end(id, 'aurora.south.text', { ...findingOf('skipped'), failure_class: 'prerequisite' } as Finding);
    await end(id, 'silencio.upload', findingOf('skipped'));
    await close(id);
    expect((await viewOf(id)).again).toEqual({ checks: 2, failed: 1 });
    const response = await again(id);
    expect([response.status, asked(response).pathname]).toEqual([303, `/ops/runs/${id}`]);
    expect(await checksOf(asked(response).searchParams.get('asked')!)).toEqual(['bruma.ingest', 'aurora.south.text']);
  });

  it('makes one run of a double click, and two of two pages', async () => {
    const id = await bench.record({ 'bruma.ingest': 'fail' });
    const [first, second, other] = [asked(await again(id)), asked(await again(id)), asked(await again(id, 'another page'))];
    expect(second.searchParams.get('joined')).toBe(first.searchParams.get('asked'));
    expect(other.searchParams.get('asked')).not.toBe(first.searchParams.get('asked'));
  });

  it.each([
    ['nothing failed', async () => bench.record({ 'bruma.ingest': 'ok' }), /Nothing of that run/],
    ['what failed is gone', async () => bench.record({ 'gone.check': 'fail' }), /Nothing of that run/],
    ['the run is gone', () => Promise.resolve(randomUUID()), /not kept any more/],
    ['it is no run', () => Promise.resolve("'; drop"), /not kept any more/],
  ])('is refused in words where %s', async (_what, make, words) => {
    const refusal = (await again(await make()).catch((response: unknown) => response)) as Response;
    expect([refusal.status, await refusal.text()]).toEqual([422, expect.stringMatching(words)]);
  });

  it('wants nothing else for a check that costs money than its name', async () => {
    await bench.close();
    bench = await openPanelBench([entryOf('bruma.image', { expensive: true, cost_usd: 0.1 })]);
    const id = await bench.record({ 'bruma.image': 'fail' });
    const next = asked(await again(id)).searchParams.get('asked')!;
    expect((await bench.services.reader.runProgress(next))!.selection).toEqual({ ...EVERYTHING_CHEAP, checks: ['bruma.image'] });
  });
});

describe('the result as JUnit', () => {
  it('is a download that is well formed and says what the run found', async () => {
    const id = await bench.record({ 'bruma.ingest': 'fail', 'aurora.north.text': 'ok' });
    const response = await junitLoader(bench.args(`/ops/runs/${id}.xml`, { params: { id } }));
    const xml = await response.text();
    expect([response.headers.get('Content-Type'), response.headers.get('Content-Disposition')]).toEqual([
      'application/xml; charset=utf-8',
      `attachment; filename="greenlight-run-${id}.xml"`,
    ]);
    expect(XMLValidator.validate(xml)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml) as {
      testsuites: { tests: string; testsuite: { name: string; failures: string }[] };
    };
    expect([testsuites.tests, ...testsuites.testsuite.map(({ name, failures }) => `${name} ${failures}`)]).toEqual([
      '2',
      'bruma 1',
      'aurora 0',
    ]);
  });

  it.each(['0192', randomUUID()])('is a 404 in words for %s', async (id) => {
    await expect(junitLoader(bench.args('/ops/runs/x.xml', { params: { id } }))).rejects.toMatchObject({ status: 404 });
  });
});
