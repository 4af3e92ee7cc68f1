import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '#db/connect.ts';
import { createOverviewReader } from '#db/overview-reader.ts';
import { findingOf } from '#test/support/made-up.ts';
import { loader as opsLoader } from '#web/app/routes/ops.tsx';
import { loader as boardLoader } from '#web/app/routes/ops._board.tsx';
import { action as askAction, loader as runsLoader } from '#web/app/routes/ops.runs._index.tsx';
import { loader as runLoader } from '#web/app/routes/ops.runs.$id.tsx';
import { loader as documentLoader } from '#web/app/routes/ops.runs.$id[.json].ts';
import { action as cancelAction } from '#web/app/routes/ops.runs.$id_.cancellation.ts';
import { loader as readyLoader } from '#web/app/routes/readyz.ts';
import type { Services } from '#web/app/services.server.ts';
import { DoctorUnavailable } from '#worker/doctor-client.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';

let bench: PanelBench;
beforeEach(async () => {
  bench = await openPanelBench();
});
afterEach(() => bench.close());

const pageOf = async (path = '/ops', more = {}) => (await boardLoader(bench.args(path, more)))!.page;
const rowsOf = async () => (await pageOf()).table.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows));
const rowOf = async (name: string) => (await rowsOf()).find((row) => row.name === name)!;

describe('the page of checks', () => {
  it('groups by scope and provider and says how everything is', async () => {
    await bench.record({ 'aurora.north.text': 'ok', 'aurora.south.text': 'ok', 'bruma.ingest': 'fail' });
    const page = await pageOf();
    expect(page.table.flatMap(({ groups }) => groups).map(({ name }) => name)).toEqual([
      'Aurora · North',
      'Aurora · South',
      'Bruma',
      'Silencio',
    ]);
    expect(page.verdict).toMatchObject({ light: 'fail', headline: ['Bruma ingest failed once, ', { ago: expect.any(Date) as Date }, '.'] });
    expect(page.counts).toMatchObject({ ok: 2, fail: 1, skipped: 0 });
    expect(page.problems).toMatchObject([{ label: 'Bruma ingest', hint: { title: 'Do this', steps: ['Look.'] } }]);
    expect(await rowOf('bruma.ingest')).toMatchObject({
      light: 'fail',
      found: 'It was fail.',
      failureClass: 'auth',
      ring: 'f',
      durationMs: 120,
    });
    expect(await rowOf('silencio.upload')).toMatchObject({ light: 'skipped', found: 'Not configured: set SILENCIO_KEY.' });
  });

  it('shows what runs now beside the verdict that stands', async () => {
    await bench.record({ 'bruma.ingest': 'ok' });
    const runId = await bench.openRun(['bruma.ingest', 'aurora.north.text']);
    await bench.writer.beginAttempt(runId, 'bruma.ingest');
    expect(await rowOf('bruma.ingest')).toMatchObject({ light: 'ok', running: { runId, waiting: false, attempt: 1, of: 3 } });
    expect(await rowOf('aurora.north.text')).toMatchObject({ light: 'never', running: { waiting: true } });
  });

  it('stays up without Temporal and says so', async () => {
    await bench.record({ 'bruma.ingest': 'ok' });
    const services: Services = {
      ...bench.services,
      temporalTrouble: () => Promise.resolve('Temporal does not answer, so nothing can run.'),
    };
    const page = await pageOf('/ops', { services });
    expect(page.verdict.headline).toEqual(['Temporal does not answer, so nothing can run.']);
    expect(page.counts.ok).toBe(1);
  });

  it('answers 503 in words where Postgres does not answer', async () => {
    const nowhere = connectDatabase('postgres://nobody@127.0.0.1:1/none', { poolMax: 1 });
    const services: Services = {
      ...bench.services,
      assertMemory: () => nowhere.authenticate(),
      reader: { ...bench.services.reader, ...createOverviewReader(nowhere) },
    };
    await expect(opsLoader(bench.args('/ops', { services }))).rejects.toMatchObject({
      init: { status: 503 },
      data: { memory: expect.stringContaining('Postgres does not answer') as string },
    });
  });
});

describe('Run now', () => {
  it('asks once however often the button is pressed, and leads back with what became of it', async () => {
    const form = { check: 'bruma.ingest', nonce: randomUUID(), back: '/ops?scope=bruma' };
    const first = await askAction(bench.args('/ops/runs', { form }));
    const second = await askAction(bench.args('/ops/runs', { form }));
    expect(first.status).toBe(303);
    const [asked, joined] = [first, second].map((response) => new URL(response.headers.get('Location')!, 'http://panel'));
    expect(asked!.pathname).toBe('/ops');
    expect(asked!.searchParams.get('scope')).toBe('bruma');
    expect(joined!.searchParams.get('joined')).toBe(asked!.searchParams.get('asked'));
    expect(await bench.services.reader.recentRuns(10)).toHaveLength(1);

    const { asked: told } = (await boardLoader(bench.args(`/ops${asked!.search}`)))!;
    expect(told).toMatchObject({ joined: false, what: 'Bruma ingest', done: 0, planned: 1, over: null });
  });

  it('refuses a check that is not there', async () => {
    await expect(askAction(bench.args('/ops/runs', { form: { check: 'bruma.nothing' } }))).rejects.toMatchObject({ status: 422 });
  });

  it('runs nothing for a form that names nothing', async () => {
    await expect(askAction(bench.args('/ops/runs', { form: { back: '/ops' } }))).rejects.toMatchObject({ status: 422 });
    expect(await bench.services.reader.recentRuns(10)).toEqual([]);
  });

  it.each(['temporal', 'worker', 'database', 'busy'] as const)('says in a sentence that %s is the matter', async (part) => {
    const services: Services = {
      ...bench.services,
      doctor: { ...bench.services.doctor, ask: () => Promise.reject(new DoctorUnavailable(part, 'away')) },
    };
    const response = await askAction(bench.args('/ops/runs', { form: { check: 'bruma.ingest' }, services }));
    expect(response.headers.get('Location')).toBe(`/ops?trouble=${part}`);
    const { asked } = (await boardLoader(bench.args(`/ops?trouble=${part}`)))!;
    expect(asked).toEqual({ trouble: expect.stringMatching(part === 'busy' ? /^20 runs .* under way/ : /not|No/) as string });
  });

  it('asks nobody where Temporal is known to be away', async () => {
    const services: Services = { ...bench.services, temporalTrouble: () => Promise.resolve('It does not answer.') };
    const response = await askAction(bench.args('/ops/runs', { form: { check: 'bruma.ingest' }, services }));
    expect(response.headers.get('Location')).toBe('/ops?trouble=temporal');
    expect(await bench.services.reader.recentRuns(10)).toEqual([]);
  });

  it('puts no words of an address on the page', async () => {
    expect(await boardLoader(bench.args('/ops?trouble=Call+this+number&asked=%27'))).toMatchObject({ asked: null });
  });
});

describe('the page of a run', () => {
  it('shows what was found and how to go on', async () => {
    const id = await bench.record({ 'aurora.north.text': 'ok', 'bruma.ingest': 'fail' });
    const { view } = await runLoader(bench.args(`/ops/runs/${id}`, { params: { id } }));
    expect(view).toMatchObject({
      headline: 'Everything but costly: 2 done, 1 failed.',
      light: 'fail',
      open: false,
      askedBy: 'the schedule',
      workflowUrl: `http://temporal.test/doctor/${id}`,
    });
    expect(view.rows.find(({ name }) => name === 'bruma.ingest')).toMatchObject({
      lit: 'fail',
      group: 'Bruma',
      capability: 'Ingest',
      probe: { failure_class: 'auth' },
    });
    expect((await runsLoader(bench.args('/ops/runs'))).runs.map((run) => run.id)).toEqual([id]);
  });

  it('says where a person overruled the budget, and of a check why it has no place', async () => {
    const over = await bench.record({ 'bruma.ingest': 'ok' }, { trigger: 'ops_ui', requestedBy: 'mira', overBudget: true });
    expect((await runLoader(bench.args(`/ops/runs/${over}`, { params: { id: over } }))).view).toMatchObject({ overBudget: true });
    const id = await bench.openRun(['bruma.ingest']);
    const finding = { ...findingOf('skipped'), failure_class: 'budget', summary: 'Over budget: free at midnight.' } as Finding;
    await bench.writer.recordProbe({ runId: id, check: 'bruma.ingest', finding, attempts: 0, durationMs: 0, files: [], temporal: null });
    const { view } = await runLoader(bench.args(`/ops/runs/${id}`, { params: { id } }));
    expect([view.overBudget, view.rows[0]!.text, view.rows[0]!.probe!.failure_class]).toEqual([false, finding.summary, 'budget']);
    expect((await rowsOf()).find(({ name }) => name === 'bruma.ingest')).toMatchObject({ light: 'ok', note: finding.summary });
  });

  it('shows attempts while it runs', async () => {
    const id = await bench.openRun(['bruma.ingest', 'aurora.north.text']);
    await bench.writer.beginAttempt(id, 'bruma.ingest');
    await bench.writer.noteTrouble(id, 'bruma.ingest', {
      attempt: 1,
      failureClass: 'server_error',
      summary: 'Answered 503.',
      againInMs: 4_000,
    });
    const { view } = await runLoader(bench.args(`/ops/runs/${id}`, { params: { id } }));
    expect(view.open).toBe(true);
    expect(view.rows.map(({ lit, text, troubles }) => [lit, text, troubles])).toEqual([
      ['running', 'Attempt 2 of 3, in a moment', ['Attempt 1: Answered 503.']],
      ['queued', 'Waits for its turn', []],
    ]);
  });

  it.each(['0192', randomUUID(), "'; drop table"])('is a 404 in words for %s', async (id) => {
    await expect(runLoader(bench.args('/ops/runs/x', { params: { id } }))).rejects.toMatchObject({ status: 404 });
    await expect(documentLoader(bench.args('/ops/runs/x.json', { params: { id } }))).rejects.toMatchObject({ status: 404 });
    await expect(cancelAction(bench.args('/ops/runs/x/cancellation', { params: { id }, form: {} }))).rejects.toMatchObject({ status: 404 });
  });

  it('can be had as the document that the command line prints', async () => {
    const id = await bench.record({ 'bruma.ingest': 'ok' });
    const response = await documentLoader(bench.args(`/ops/runs/${id}.json`, { params: { id } }));
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(await bench.services.reader.runDocument(id, bench.services.workflowUrl));
  });

  it('is cancelled by its workflow, and led back to', async () => {
    const id = await bench.openRun(['bruma.ingest']);
    const response = await cancelAction(bench.args(`/ops/runs/${id}/cancellation`, { params: { id }, form: {} }));
    expect([response.status, response.headers.get('Location'), bench.cancelled]).toEqual([303, `/ops/runs/${id}`, [`doctor/${id}`]]);
  });
});

describe('a run that cannot be cancelled', () => {
  const away: Partial<Services> = { temporalTrouble: () => Promise.resolve('It does not answer.') };
  const refusing = (): Partial<Services> => ({
    doctor: { ...bench.services.doctor, cancel: () => Promise.reject(new DoctorUnavailable('temporal', 'away')) },
  });

  it.each([
    ['is known to be away', () => away],
    ['does not answer', refusing],
  ])('is led back to with a sentence about cancelling where Temporal %s', async (_, more) => {
    const id = await bench.openRun(['bruma.ingest']);
    const services: Services = { ...bench.services, ...more() };
    const response = await cancelAction(bench.args(`/ops/runs/${id}/cancellation`, { params: { id }, form: {}, services }));
    const back = response.headers.get('Location')!;
    const { asked } = await runLoader(bench.args(back, { params: { id } }));
    expect(asked).toEqual({ trouble: expect.stringMatching(/^Temporal does not answer, so nothing was cancelled\./) as string });
    expect(bench.cancelled).toEqual([]);
  });
});

describe('readiness', () => {
  it('is given while database and Temporal answer', async () => {
    expect((await readyLoader(bench.args('/readyz'))).status).toBe(200);
  });

  it('says within two seconds which part hangs', async () => {
    const services: Services = { ...bench.services, doctor: { ...bench.services.doctor, ping: () => new Promise(() => {}) } };
    const response = await readyLoader(bench.args('/readyz', { services }));
    expect([response.status, await response.json()]).toEqual([503, { ready: false, database: 'answers', temporal: 'does not answer' }]);
  });
});
