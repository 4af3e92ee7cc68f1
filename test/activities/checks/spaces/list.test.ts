import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { spacesList } from '#activities/checks/spaces/list.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { exchangeOf, judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const facts = { key: 'greenlight/1.txt', bucket: 'acme', listed: true, after_ms: 40, lists: 1, count: 1 };

describe('a new file', () => {
  it.each([
    ['at once', 40, 'ok', null],
    ['in just the time allowed', 2_000, 'ok', null],
    ['a moment later', 2_001, 'warn', 'slow'],
  ])('is listed %s', (_when, after_ms, status, failure_class) => {
    expect(judgeMadeUp(spacesList, { answer: { ...facts, after_ms } })).toMatchObject({ status, failure_class });
  });

  it('is listed late: the steps tell a list that takes long from one that is behind', () => {
    const late = (lists: number) => judgeMadeUp(spacesList, { answer: { ...facts, after_ms: 3_000, lists } }).hint!.steps[0];
    expect(late(9)).toContain('9 lists');
    expect(late(1)).toContain('The one list took all the time');
  });

  it('is not listed at all', () => {
    const finding = judgeMadeUp(spacesList, { answer: { ...facts, listed: false, after_ms: 5_100 } });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'S3_LIST' } });
    expect(finding.summary).toContain('greenlight/1.txt was still not listed');
  });

  it('is not looked for in the list of another bucket', () => {
    const finding = judgeMadeUp(spacesList, { answer: { ...facts, listed: false, bucket: 'other' } });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result' });
    expect(finding.summary).toContain('not with a list of this bucket');
  });

  it('is told from one that stays behind', () => {
    expect(judgeMadeUp(spacesList, { answer: facts, afterwards: [s3Error('DELETE', 403, 'AccessDenied')] })).toMatchObject({
      status: 'warn',
      failure_class: 'permission',
      hint: { id: 'S3_DELETE' },
    });
  });

  it.each([
    ['PUT', 'write'],
    ['GET', 'list'],
  ])('that the key may not %s is said by its name', (method, operation) => {
    const error = { name: 'AccessDenied', message: '', code: null, status: 403 };
    const finding = judgeMadeUp(spacesList, { error, exchanges: [exchangeOf('PUT', 200), s3Error(method, 403, 'AccessDenied')] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission' });
    expect(finding.hint!.steps[0]).toContain(`may this key ${operation} in acme`);
  });
});

describe('over a real socket', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(spacesSandbox, CAPABILITIES);
  });
  afterAll(() => bench.close());

  it('asks again until the file is listed, and deletes it', async () => {
    await bench.sandbox.break('spaces.list_late');
    const { finding, evidence } = await bench.examine('spaces.list').finally(() => bench.sandbox.heal());
    expect(finding.status).toBe('warn');
    expect(evidence.exchanges.filter(({ method }) => method === 'GET').length).toBeGreaterThan(5);
    expect(evidence.afterwards).toMatchObject([{ method: 'DELETE', status: 204 }]);
  });
});
