import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { spacesDelete } from '#activities/checks/spaces/delete.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { exchangeOf, judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';
import { clientOf } from '#test/support/s3-servers.ts';

const facts = { key: 'greenlight/1.txt', head: 404, versioned: false, bucket: 'acme', stale: 0, swept: 0, oldest: null };

describe('a file that is deleted', () => {
  it('is gone', () => {
    expect(judgeMadeUp(spacesDelete, { answer: facts })).toMatchObject({ status: 'ok', failure_class: null });
  });

  it('and is still there is a failure that names it', () => {
    const finding = judgeMadeUp(spacesDelete, { answer: { ...facts, head: 200 } });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'S3_NOT_GONE' } });
    expect(finding.summary).toContain('greenlight/1.txt is still there');
  });

  it.each([
    ['PUT', 'write', s3Error('PUT', 403, 'AccessDenied')],
    ['DELETE', 'delete', s3Error('DELETE', 403, 'AccessDenied')],
    ['HEAD', 'read', exchangeOf('HEAD', 403)],
    ['GET', 'list', s3Error('GET', 403, 'AccessDenied')],
  ])('where %s is forbidden the hint says: may this key %s', (_method, operation, exchange) => {
    const error = { name: 'Unknown', message: 'UnknownError', code: null, status: 403 };
    const finding = judgeMadeUp(spacesDelete, { error, exchanges: [exchange] });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission' });
    expect(`${finding.summary} ${finding.hint!.steps.join(' ')}`).toContain(operation);
  });
});

describe('what earlier probes left', () => {
  const oldest = '2026-02-27T08:15:00.000Z';

  it('is deleted now, with a warning that says from when it is', () => {
    const finding = judgeMadeUp(spacesDelete, { answer: { ...facts, stale: 2, swept: 2, oldest } });
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'wrong_result', hint: { id: 'S3_LEFT_OVER' } });
    expect(finding.hint!.steps[0]).toContain('2026-02-27T08:15Z');
    expect(finding.hint!.steps[1]).toContain('they are gone');
  });

  it('and is more than one probe deletes goes with the next', () => {
    const { hint } = judgeMadeUp(spacesDelete, { answer: { ...facts, stale: 70, swept: 50, oldest } });
    expect(hint!.steps[1]).toContain('the other 20');
  });
});

describe('over a real socket', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(spacesSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());

  it('only what a probe left more than a day ago is swept away', async () => {
    const Bucket = bench.sandbox.variables['SPACES_BUCKET']!;
    const client = clientOf({ ...bench.sandbox.variables, SPACES_ENDPOINT: bench.sandbox.origins['spaces']! });
    const others = ['greenlight/notes.txt', 'greenlight/01890a5d-ac96-774b-bcce-b302099a8058.bin', 'users/1.txt'];
    for (const Key of others) await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await bench.sandbox.break('spaces.left_over');
    const { finding } = await bench.examine('spaces.delete');
    expect(finding).toMatchObject({ status: 'warn', metadata: { facts: { stale: 1, swept: 1 } } });
    await bench.sandbox.heal();
    const list = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(list.Contents!.map(({ Key }) => Key).sort()).toEqual([...others].sort());
    expect((await bench.examine('spaces.delete')).finding.status).toBe('ok');
    for (const Key of others) await client.send(new DeleteObjectCommand({ Bucket, Key }));
  });

  it('what a delete leaves is seen', async () => {
    await bench.sandbox.break('spaces.delete_ignored');
    const { finding } = await bench.examine('spaces.delete');
    expect(finding).toMatchObject({ status: 'fail', metadata: { facts: { head: 200 } } });
  });
});
