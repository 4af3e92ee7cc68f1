import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import type { Multipart } from '#activities/checks/spaces/judge-multipart.ts';
import { spacesMultipart } from '#activities/checks/spaces/multipart.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const left = { count: 0, aborted_is_listed: false, stale: 0, oldest: null, swept: 0 };
const facts: Multipart = { key: 'greenlight/1.bin', begun: true, sent: 'a', got: 'a', size: 5_242_881, up_ms: 900, down_ms: 300, left };
const oldest = '2026-02-20T08:15:00.000Z';

describe('a file in parts', () => {
  it('comes back whole', () => {
    const finding = judgeMadeUp(spacesMultipart, { answer: facts });
    expect(finding).toMatchObject({ status: 'ok', failure_class: null });
    expect(finding.summary).toContain('No unfinished upload is older than a day');
  });

  it('is well too where the key may not list unfinished ones, which is said', () => {
    const finding = judgeMadeUp(spacesMultipart, { answer: { ...facts, left: { ...left, count: null } } });
    expect(finding.status).toBe('ok');
    expect(finding.summary).toContain('may not list unfinished uploads');
  });

  it.each([
    ['comes back otherwise', { got: 'b', left: null }, 'data_mismatch', 'S3_PARTS'],
    ['is not begun', { begun: false, got: null, left: null }, 'wrong_result', 'UNREADABLE'],
    ['is still there when it was aborted', { left: { ...left, count: 1, aborted_is_listed: true } }, 'wrong_result', 'S3_NOT_ABORTED'],
  ])('that %s is a failure', (_what, more, failure_class, id) => {
    expect(judgeMadeUp(spacesMultipart, { answer: { ...facts, ...more } })).toMatchObject({ status: 'fail', failure_class, hint: { id } });
  });

  it.each([
    ['POST', '', 'write'],
    ['PUT', '', 'write'],
    ['GET', '', 'read'],
    ['GET', '?uploads=&x-id=List', 'list unfinished uploads'],
    ['DELETE', '?uploadId=1', 'abort uploads'],
  ])('where %s %s is forbidden, the hint says: may this key %s', (method, query, operation) => {
    const exchange = { ...s3Error(method, 403, 'AccessDenied'), url: `https://acme.nyc3.example/${query}` };
    const error = { name: 'AccessDenied', message: '', code: null, status: 403 };
    const finding = judgeMadeUp(spacesMultipart, { error, exchanges: [exchange] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission' });
    expect(finding.hint!.steps[0]).toContain(`may this key ${operation}`);
  });

  it('is refused with 200 and an error inside, as S3 may do', () => {
    const error = { name: 'InternalError', message: '', code: null, status: 200 };
    const finding = judgeMadeUp(spacesMultipart, { error, exchanges: [s3Error('POST', 200, 'InternalError')] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'server_error' });
  });
});

describe('unfinished uploads', () => {
  it.each([
    ['of the product', 3, 0, ['3 are not of probes']],
    ['of earlier probes', 1, 1, ['1 was left by earlier probes, and is aborted now']],
    ['of both', 3, 2, ['1 is not of probes', '2 were left by earlier probes, and are aborted now']],
  ])('%s are a warning that tells whose they are', (_whose, stale, swept, said) => {
    const finding = judgeMadeUp(spacesMultipart, { answer: { ...facts, left: { ...left, count: 9, stale, swept, oldest } } });
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'wrong_result', hint: { id: 'S3_UNFINISHED' } });
    expect(finding.summary).toContain('2026-02-20T08:15Z');
    expect(finding.hint!.steps).toHaveLength(1 + said.length);
    for (const one of said) expect(finding.hint!.steps.join(' ')).toContain(one);
  });
});

describe('over a real socket', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(spacesSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());

  it('an upload that breaks off is aborted, and its file deleted', async () => {
    const breaking = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(async () => {
      while (!bench.sandbox.requests().some(({ method, path }) => method === 'PUT' && path.includes('partNumber=1')))
        await new Promise((resolve) => setTimeout(resolve, 1));
      await bench.sandbox.break('spaces.write_denied');
    });
    const { finding, evidence } = await bench.examine('spaces.multipart');
    await breaking;
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission' });
    expect(evidence.afterwards.map(({ method, status }) => `${method} ${status}`)).toEqual(['DELETE 204', 'DELETE 204']);
    expect(evidence.afterwards.some(({ url }) => url.includes('uploadId='))).toBe(true);
  });

  it('what earlier probes left is aborted', async () => {
    await bench.sandbox.break('spaces.left_over');
    const { finding } = await bench.examine('spaces.multipart');
    expect(finding).toMatchObject({ status: 'warn', metadata: { facts: { left: { stale: 1, swept: 1 } } } });
    await bench.sandbox.heal();
    expect((await bench.examine('spaces.multipart')).finding).toMatchObject({ status: 'ok', metadata: { facts: { left: { count: 0 } } } });
  });
});

it('is asked on demand only', () => {
  expect(spacesMultipart).toMatchObject({ cadenceMs: null, expensive: false, baseline: false });
});
