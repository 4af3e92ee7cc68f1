import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Uploaded } from '#activities/checks/spaces/judge-upload.ts';
import { spacesUpload } from '#activities/checks/spaces/upload.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { judgeMadeUp } from '#test/support/judge-made-up.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(spacesSandbox, CAPABILITIES);
});
afterEach(() => bench.sandbox.heal());
afterAll(() => bench.close());

describe('the tag of a file', () => {
  const facts: Uploaded = {
    ...{ key: 'greenlight/1.bin', sent: 'a', got: 'a', size: 65_536, md5: '5d41', up_ms: 1, down_ms: 1 },
    ...{ etag: '5d41', encrypted: false },
  };
  const judged = (more: Partial<Uploaded>) => judgeMadeUp(spacesUpload, { answer: { ...facts, ...more } });

  it.each([
    ['is its MD5', {}],
    ['may be anything where the service says that it encrypts', { etag: '77', encrypted: true }],
  ])('%s', (_what, more) => {
    expect(judged(more).status).toBe('ok');
  });

  it.each([
    ['another', '5d41-1', 'tagged them 5d41-1'],
    ['none', null, 'gave them no ETag'],
  ])('that is %s is a warning', (_what, etag, words) => {
    const finding = judged({ etag });
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'wrong_result', hint: { id: 'S3_ETAG' } });
    expect(finding.summary).toContain(words);
  });

  it('says nothing where the bytes themselves are others', () => {
    expect(judged({ got: 'b', etag: '77' })).toMatchObject({ status: 'fail', failure_class: 'data_mismatch' });
  });
});

describe('a file that is uploaded', () => {
  it.each([
    ['spaces.read_broken', 500, 'http'],
    ['spaces.read_denied', 403, 'permission'],
    ['spaces.write_denied', 403, 'permission'],
  ])('under %s is told by the answer that broke, not by the clean-up after it', async (fault, status, rung) => {
    await bench.sandbox.break(fault);
    const { finding, evidence } = await bench.examine('spaces.upload');
    const broken = evidence.exchanges.at(-1)!;
    expect(finding).toMatchObject({ status: 'fail', http_status: status, request_id: broken.requestId });
    expect(finding.request_id).not.toBe(evidence.afterwards[0]!.requestId);
    expect(finding.rungs.find((one) => one.status === 'fail')!.name).toBe(rung);
  });

  it.each(['spaces.write_denied', 'spaces.read_broken', 'spaces.bytes_corrupted'])('is deleted again under %s', async (fault) => {
    await bench.sandbox.break(fault);
    const { evidence } = await bench.examine('spaces.upload');
    expect(evidence.afterwards).toMatchObject([{ method: 'DELETE', status: 204 }]);
  });

  it.each([
    ['spaces.delete_denied', 'permission', 'permission', 'S3_DELETE'],
    ['spaces.delete_broken', 'server_error', 'http', 'SERVER_ERROR'],
  ])('and cannot be deleted under %s is a warning of class %s', async (fault, failureClass, rung, hint) => {
    await bench.sandbox.break(fault);
    const { finding } = await bench.examine('spaces.upload');
    expect(finding).toMatchObject({ status: 'warn', failure_class: failureClass, http_status: 200, hint: { id: hint } });
    expect(finding.summary).toContain('could not be deleted: greenlight/');
    expect(finding.rungs.find((one) => one.status === 'warn')!.name).toBe(rung);
  });
});
