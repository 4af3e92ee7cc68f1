import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Presigned } from '#activities/checks/spaces/judge-presigned.ts';
import { spacesPresignedUrl } from '#activities/checks/spaces/presigned-url.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { exchangeOf, judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const facts: Presigned = { key: 'greenlight/1.txt', written: 200, read: 200, same: true, altered: 403, expired: 403 };
const unread = { read: null, same: false, altered: null, expired: null };

describe('signed addresses', () => {
  it('are well where the good ones open and the bad ones do not', () => {
    expect(judgeMadeUp(spacesPresignedUrl, { answer: facts, exchanges: [exchangeOf('GET', 403)] })).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['altered', 200, { altered: 200, expired: null }, 'was altered still opens'],
    ['expired', 200, { expired: 200 }, 'has expired still opens'],
    ['altered', 404, { altered: 404, expired: null }, 'was altered was answered with HTTP 404 instead of 403'],
    ['expired', 302, { expired: 302 }, 'has expired was answered with HTTP 302 instead of 403'],
  ])('one that is %s and answered with %i is a failure', (_which, status, more, said) => {
    const finding = judgeMadeUp(spacesPresignedUrl, { answer: { ...facts, ...more }, exchanges: [exchangeOf('GET', status)] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'S3_PRESIGN_OPEN' } });
    expect(finding.summary).toContain(said);
    expect(finding.rungs.find((rung) => rung.status === 'fail')!.name).toBe('auth');
  });

  it('one that is altered and met by trouble of the service is not said to be open', () => {
    const answer = { ...facts, altered: 503, expired: null };
    const finding = judgeMadeUp(spacesPresignedUrl, { answer, exchanges: [exchangeOf('GET', 503)] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'server_error' });
  });

  it.each([
    ['PUT', { ...unread, written: 403 }, 'write'],
    ['GET', { ...unread, read: 403 }, 'read'],
  ])('a good one for %s that is refused names what the key may not do', (method, more, operation) => {
    const finding = judgeMadeUp(spacesPresignedUrl, {
      answer: { ...facts, ...more },
      exchanges: [s3Error(method, 403, 'AccessDenied')],
    });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission', hint: { id: 'S3_PERM' } });
    expect(finding.hint!.steps[0]).toContain(`may this key ${operation}`);
  });

  it.each([
    [0, 'fail', 'permission'],
    [-240, 'fail', 'permission'],
    [-241, 'unknown', 'clock'],
    [600, 'unknown', 'clock'],
  ])('a good one that is refused as expired, with our clock %i s ahead, is %s', (ahead, status, failure_class) => {
    const date = new Date(Date.parse('2026-03-01T12:00:00Z') - ahead * 1_000).toUTCString();
    const refused = { ...s3Error('GET', 403, 'AccessDenied'), headers: { date } };
    const answer = { ...facts, ...unread, read: 403 };
    expect(judgeMadeUp(spacesPresignedUrl, { answer, exchanges: [refused] })).toMatchObject({ status, failure_class });
  });

  it('give other bytes back than they took', () => {
    const answer = { ...facts, same: false, altered: null, expired: null };
    expect(judgeMadeUp(spacesPresignedUrl, { answer })).toMatchObject({ status: 'fail', failure_class: 'data_mismatch' });
  });
});

describe('over a real socket', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(spacesSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());

  it.each([null, 'spaces.delete_denied'])('speaks of the address that opened, not of those that were refused, under %s', async (fault) => {
    if (fault) await bench.sandbox.break(fault);
    const { finding, evidence } = await bench.examine('spaces.presigned_url');
    expect(finding).toMatchObject({ status: fault ? 'warn' : 'ok', http_status: 200, request_id: evidence.exchanges[1]!.requestId });
  });

  it('leaves no signature in what is kept', async () => {
    for (const [fault, SPACES_SECRET_ACCESS_KEY] of [[null], ['spaces.signatures_ignored'], [null, 'not-the-secret']]) {
      if (fault) await bench.sandbox.break(fault);
      const { finding, evidence } = await bench.examine(
        'spaces.presigned_url',
        SPACES_SECRET_ACCESS_KEY ? { SPACES_SECRET_ACCESS_KEY } : {},
      );
      expect(JSON.stringify([finding, evidence.exchanges])).not.toMatch(/X-Amz-Signature=[0-9a-f]|X-Amz-Credential=DO/);
      await bench.sandbox.heal();
    }
  });

  it('stops at the first address that does not do as it should', async () => {
    const { finding, evidence } = await bench.examine('spaces.presigned_url', { SPACES_SECRET_ACCESS_KEY: 'not-the-secret' });
    expect(finding).toMatchObject({ failure_class: 'auth', hint: { id: 'S3_PRESIGN' } });
    expect(evidence.exchanges.map(({ method, status }) => `${method} ${status}`)).toEqual(['PUT 403']);
    await bench.sandbox.break('spaces.signatures_ignored');
    const open = await bench.examine('spaces.presigned_url');
    expect(open.evidence.exchanges.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(open.finding.summary).toContain('was altered still opens');
  });
});
