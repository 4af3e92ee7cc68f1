import { describe, expect, it } from 'vitest';
import { spacesBucket } from '#activities/checks/spaces/bucket.ts';
import type { Bucket } from '#activities/checks/spaces/judge-bucket.ts';
import type { Exchange } from '#activities/evidence.ts';
import { judgeLatency } from '#activities/judging/judge-latency.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { exchangeOf, judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';

const bucket: Bucket = { head: true, region: null, name: 'acme', key_count: 0 };
const list = exchangeOf('GET', 200, { requestId: 'tx2' });
const NOON = 'Sun, 01 Mar 2026 12:00:00 GMT';

function judged(more: Partial<Bucket>, { head = exchangeOf('HEAD', 200), settings = {} as Partial<SpacesSettings> } = {}) {
  return judgeMadeUp(spacesBucket, { answer: { ...bucket, ...more }, exchanges: [head, list], settings });
}

describe('a bucket that can be listed', () => {
  it('is well', () => {
    expect(judged({})).toMatchObject({ status: 'ok', http_status: 200 });
  });

  it('under another name is no list of it', () => {
    expect(judged({ name: 'other' })).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'UNREADABLE' } });
  });

  it('is too slow after five seconds', () => {
    const evidence = { durationMs: 5_001, exchanges: [], afterwards: [] } as never;
    const context = { okMs: [], thresholds: spacesBucket.thresholds, doc: '' };
    expect(judgeLatency(judged({}), evidence, context)).toMatchObject({ status: 'warn', failure_class: 'slow' });
  });
});

describe('HEAD that went wrong before the list did not', () => {
  const broken = (status: number, more: Partial<Exchange> = {}) => judged({ head: false }, { head: exchangeOf('HEAD', status, more) });

  it.each([
    [503, {}, 'server_error', 'http'],
    [503, { headers: { 'retry-after': '1' } }, 'rate_limit', 'function'],
    [403, { headers: { date: NOON } }, 'permission', 'permission'],
    [404, {}, 'wrong_result', 'function'],
    [null, { trouble: { phase: 'tcp', code: 'ECONNRESET', message: '' } }, 'connect', 'tcp'],
  ] as const)('with %s is a warning of its class', (status, more, failure_class, rung) => {
    const finding = broken(status as number, more);
    expect(finding).toMatchObject({ status: 'warn', failure_class, http_status: status, request_id: 'tx1', hint: { id: 'S3_HEAD' } });
    expect(finding.rungs.find((one) => one.status === 'warn')!.name).toBe(rung);
    expect(finding.metadata['exchanges']).toHaveLength(2);
  });

  it.each([
    ['Sun, 01 Mar 2026 12:16:00 GMT', 'unknown', 'clock'],
    ['Sun, 01 Mar 2026 11:44:00 GMT', 'unknown', 'clock'],
    ['Sun, 01 Mar 2026 12:10:00 GMT', 'warn', 'permission'],
  ])('with 403 at %s, while it is noon here, is %s', (date, status, failure_class) => {
    expect(broken(403, { headers: { date } })).toMatchObject({ status, failure_class });
  });

  it('is not asked about where the list went wrong too: the list says why', () => {
    const exchanges = [exchangeOf('HEAD', 503), s3Error('GET', 403, 'AccessDenied')];
    expect(judgeMadeUp(spacesBucket, { exchanges })).toMatchObject({ status: 'fail', failure_class: 'permission' });
  });
});

describe('the region that the bucket says it is in', () => {
  const ocean = { endpoint: 'https://nyc3.digitaloceanspaces.com', region: 'us-east-1' };

  it.each([
    ['the one that is signed for', 'fra1', { region: 'fra1' }],
    ['the one in the address, whatever is signed for', 'nyc3', ocean],
    ['any, where neither the address nor SPACES_REGION says one', 'default', { endpoint: 'https://s3.acme.example', region: 'us-east-1' }],
  ])('is expected: %s', (_what, region, settings) => {
    expect(judged({ region }, { settings }).status).toBe('ok');
  });

  it.each([
    ['the address', ocean],
    ['SPACES_REGION', { endpoint: 'https://s3.acme.example', region: 'nyc3' }],
    ['the address of AWS', { endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'eu-central-1' }],
  ])('and is another than that of %s is a warning', (_what, settings) => {
    const finding = judged({ region: 'fra1' }, { settings });
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'region', hint: { id: 'REGION' } });
    expect(finding.hint!.steps[0]).toContain('SPACES_REGION=fra1');
  });
});
