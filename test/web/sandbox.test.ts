import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closedPort } from '#test/support/loopback-server.ts';
import { findingOf } from '#test/support/made-up.ts';
import { openSandboxStandIn, type SandboxStandIn } from '#test/support/sandbox-stand-in.ts';
import { loader as rootLoader } from '#web/app/root.tsx';
import { action, loader } from '#web/app/routes/ops.sandbox.tsx';
import { createSandboxControl } from '#web/app/sandbox-control.server.ts';
import type { Services } from '#web/app/services.server.ts';
import { DoctorUnavailable } from '#worker/doctor-client.ts';
import type { Status } from '#workflows/core/status.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';

let bench: PanelBench;
let sandbox: SandboxStandIn;
let services: Services;
beforeEach(async () => {
  [bench, sandbox] = await Promise.all([openPanelBench(), openSandboxStandIn()]);
  services = { ...bench.services, sandbox: sandbox.client };
});
afterEach(() => Promise.all([bench.close(), sandbox.close()]));

/** Presses a button; gives the address that it leads to. */
async function press(form: Record<string, string>, own = services): Promise<URL> {
  const response = await action(bench.args('/ops/sandbox', { form: { nonce: randomUUID(), ...form }, services: own }));
  expect(response.status).toBe(303);
  return new URL(response.headers.get('Location')!, 'http://panel');
}
const frame = async (path: string, own = services) => (await rootLoader(bench.args(path, { services: own }))).sandbox;
const saidAt = async (url: URL) => (await frame(url.pathname + url.search))?.said?.text;

/** Lets a run that was asked for end like this. */
async function end(url: URL, status: Status): Promise<void> {
  const runId = url.searchParams.get('asked')!;
  await bench.writer.beginAttempt(runId, 'bruma.ingest');
  await bench.writer.recordProbe({
    runId,
    check: 'bruma.ingest',
    finding: findingOf(status),
    attempts: 1,
    durationMs: 5,
    files: [],
    temporal: null,
  });
  await bench.writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
}

describe('breaking', () => {
  it('has the doctor look at once, says what was broken, and leads back to where the button was', async () => {
    const url = await press({ break: 'bruma.token_gone', back: '/ops?scope=bruma&healed=7' });
    expect([...url.searchParams.keys()]).toEqual(['scope', 'broke', 'asked']);
    const run = await services.reader.runProgress(url.searchParams.get('asked')!);
    expect(run).toMatchObject({ trigger: 'ops_ui', selection: { scopes: ['bruma'], checks: [] } });
    expect(await frame(url.pathname + url.search)).toMatchObject({
      broken: [{ id: 'bruma.token_gone', title: 'bruma: token gone', checks: ['bruma.ingest'] }],
      said: { text: 'Broken: bruma: token gone. Watch what the doctor says.' },
    });
  });

  it('is one run where it is pressed twice, and another where it is healed from the same page', async () => {
    const nonce = randomUUID();
    const [first, second] = [await press({ break: 'bruma.token_gone', nonce }), await press({ break: 'bruma.token_gone', nonce })];
    expect(second.searchParams.get('joined')).toBe(first.searchParams.get('asked'));
    expect((await press({ heal: 'bruma.token_gone', nonce })).searchParams.has('asked')).toBe(true);
  });

  it('surprises with one, and does not say which before the doctor has looked', async () => {
    const url = await press({ surprise: 'yes' });
    const [fault] = await sandbox.client.broken();
    expect([fault!.id, (await sandbox.client.broken()).length]).toEqual([url.searchParams.get('surprised'), 1]);
    expect(await saidAt(url)).toBe('Something is broken. Guess what, and watch what the doctor says.');
    await bench.writer.closeRun({ runId: url.searchParams.get('asked')!, state: 'finished', unprobed: [] }, () => findingOf('fail'));
    expect(await saidAt(url)).toBe(`This is what was broken: ${fault!.title}.`);
  });

  it('lists all, and what is broken with its frame', async () => {
    const { faults } = await loader(bench.args('/ops/sandbox', { services }));
    expect(faults!.map(({ id }) => id)).toEqual(['bruma.token_gone', 'aurora.text_wrong', 'silencio.unseen']);
    expect((await frame('/ops'))!.broken).toEqual([]);
  });

  it.each([
    [{ break: 'bruma.nothing' }, 'There is no fault named bruma.nothing. Load the page again to see which there are.'],
    [{ heal: 'bruma.nothing' }, 'There is no fault named bruma.nothing. Load the page again to see which there are.'],
    [{}, 'Nothing was named to break or to heal.'],
    [{ break: 'x'.repeat(300) }, 'The form holds something that this panel did not put there. Load the page again.'],
  ])('refuses %o in a sentence', async (form, sentence) => {
    const refused = await action(bench.args('/ops/sandbox', { form, services })).catch((response: Response) => response);
    expect([refused.status, await refused.text()]).toEqual([422, sentence]);
    expect(await services.reader.recentRuns(5)).toEqual([]);
  });

  it('says why nobody looks where the doctor is away', async () => {
    const ask = () => Promise.reject(new DoctorUnavailable('temporal', 'away'));
    const url = await press({ break: 'bruma.token_gone' }, { ...services, doctor: { ...services.doctor, ask } });
    expect(url.search).toBe('?broke=bruma.token_gone&trouble=temporal');
  });
});

describe('healing', () => {
  async function incident(seen: Status = 'fail'): Promise<URL> {
    await end(await press({ break: 'bruma.token_gone' }), seen);
    return press({ heal: 'bruma.token_gone' });
  }

  it('tells of the first incident when the doctor found it well again, and of the next more briefly', async () => {
    const first = await incident();
    expect(await saidAt(first)).toBe('Healed: bruma: token gone. The doctor looks again.');
    await end(first, 'ok');
    expect(await saidAt(first)).toMatch(/^Well again after \d+ seconds?\. That was your first incident\.$/);
    const second = await incident('warn');
    await end(second, 'ok');
    expect(await saidAt(second)).toMatch(/^Well again after \d+ seconds?\.$/);
  });

  it('does not call well what the doctor does not find well', async () => {
    const url = await incident();
    await end(url, 'fail');
    expect(await saidAt(url)).toBe('Healed: bruma: token gone. The doctor is not content yet; see what it says.');
  });

  it('makes no incident of what nobody noticed', async () => {
    const url = await incident('ok');
    await end(url, 'ok');
    expect(await saidAt(url)).toBe('Healed: bruma: token gone. That was before the doctor noticed anything.');
  });

  it('says of what turns no light that nobody had noticed', async () => {
    await press({ break: 'silencio.unseen' });
    const url = await press({ heal: 'silencio.unseen' });
    await end(url, 'ok');
    expect(await saidAt(url)).toBe('Healed: silencio: unseen. Nobody had noticed it.');
  });

  it('takes no older run for the proof', async () => {
    const before = await press({ break: 'bruma.token_gone' });
    await end(before, 'ok');
    const url = await press({ heal: 'bruma.token_gone' });
    url.searchParams.set('asked', before.searchParams.get('asked')!);
    expect(await saidAt(url)).toBe('Healed: bruma: token gone.');
  });

  it('heals everything at once', async () => {
    for (const fault of ['bruma.token_gone', 'aurora.text_wrong']) await press({ break: fault });
    const url = await press({ heal: '*' });
    expect(await sandbox.client.broken()).toEqual([]);
    expect(await services.reader.runProgress(url.searchParams.get('asked')!)).toMatchObject({ selection: { scopes: ['aurora', 'bruma'] } });
    expect(await saidAt(url)).toBe('Healed: all that was broken. The doctor looks again.');
  });

  it('looks all the same where nothing was broken', async () => {
    const url = await press({ heal: '*' });
    expect([...url.searchParams.keys()]).toEqual(['sandbox', 'asked']);
    expect(await saidAt(url)).toMatch(/^Nothing was to heal/);
  });

  it.each([
    'broke=bruma.token_gone',
    'broke=%3Cb%3E',
    'surprised=bruma.token_gone',
    'healed=1',
    'healed=1e9',
    'healed=Call+this',
    'sandbox=Call+this',
  ])('puts nothing on the page for an address that says %s', async (search) => {
    expect(await frame(`/ops?${search}`)).toMatchObject({ said: null });
  });
});

describe('a sandbox that is gone', () => {
  it('is told of in sentences, and no page fails for it', async () => {
    const gone = { ...services, sandbox: createSandboxControl(`http://127.0.0.1:${await closedPort()}`) };
    expect(await loader(bench.args('/ops/sandbox', { services: gone }))).toEqual({ faults: null });
    const url = await press({ break: 'bruma.token_gone' }, gone);
    expect(url.search).toBe('?sandbox=away');
    expect(await frame(`/ops${url.search}`, gone)).toMatchObject({
      broken: null,
      said: { text: expect.stringMatching(/^The sandbox does not answer, so nothing was broken/) as string },
    });
    expect(await services.reader.recentRuns(5)).toEqual([]);
  });
});

describe('live mode', () => {
  it('has no such page, takes no such form, and knows nothing of it', async () => {
    const live: Services = { ...services, mode: 'live', sandbox: null };
    await expect(loader(bench.args('/ops/sandbox', { services: live }))).rejects.toMatchObject({ status: 404 });
    for (const form of [{ break: 'bruma.token_gone' }, { heal: '*' }, { surprise: 'yes' }])
      await expect(action(bench.args('/ops/sandbox', { form, services: live }))).rejects.toMatchObject({ status: 404 });
    expect(await rootLoader(bench.args('/ops?broke=bruma.token_gone', { services: live }))).toEqual({ mode: 'live', sandbox: null });
    expect(await sandbox.client.broken()).toEqual([]);
  });
});
