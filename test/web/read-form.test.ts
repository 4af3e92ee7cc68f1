import { describe, expect, it } from 'vitest';
import { readForm } from '#web/app/read-form.server.ts';

const FORM = 'application/x-www-form-urlencoded';
const sent = (body: string, headers: Record<string, string>): Request =>
  new Request('http://panel/ops/runs', { method: 'POST', body, headers: { 'content-length': String(body.length), ...headers } });

describe('a form that is sent to the panel', () => {
  it('is read', async () => {
    expect((await readForm(sent('check=bruma.ingest', { 'content-type': `${FORM};charset=UTF-8` }))).get('check')).toBe('bruma.ingest');
  });

  it.each([
    ['is JSON', 415, sent('{}', { 'content-type': 'application/json' })],
    ['says nothing of its type', 415, sent('', { 'content-type': '' })],
    ['is far too long', 413, sent('', { 'content-type': FORM, 'content-length': '65537' })],
    ['has no boundary', 400, sent('--x', { 'content-type': 'multipart/form-data' })],
    [
      'ends in the middle',
      400,
      sent('--x\r\nContent-Disposition: form-data; name="a"', { 'content-type': 'multipart/form-data; boundary=x' }),
    ],
  ])('is refused in a sentence where it %s', async (_what, status, request) => {
    const refused = (await readForm(request).then(
      () => null,
      (thrown: unknown) => thrown,
    )) as Response;
    expect(refused.status).toBe(status);
    expect(await refused.text()).toMatch(/^[A-Z].*\.$/);
  });

  it('is refused as too long where it comes in pieces and never said how long it is, and is read no further', async () => {
    let given = 0;
    const pieces = new ReadableStream<Uint8Array>(
      { pull: (stream) => ((given += 1_024), given > 200 * 1_024 ? stream.close() : stream.enqueue(new Uint8Array(1_024).fill(97))) },
      { highWaterMark: 0 },
    );
    const request = new Request('http://panel/ops/runs', {
      method: 'POST',
      body: pieces,
      headers: { 'content-type': FORM },
      duplex: 'half',
    });
    await expect(readForm(request)).rejects.toMatchObject({ status: 413 });
    expect(given).toBeLessThanOrEqual(66 * 1_024);
  });

  it('is read in pieces too', async () => {
    const pieces = new Blob(['check=bruma', '.ingest']).stream();
    const request = new Request('http://panel/ops/runs', {
      method: 'POST',
      body: pieces,
      headers: { 'content-type': FORM },
      duplex: 'half',
    });
    expect((await readForm(request)).get('check')).toBe('bruma.ingest');
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is refused where it comes as %s', async (method) => {
    const request = new Request('http://panel/ops/runs', { method, body: 'selection=all', headers: { 'content-type': FORM } });
    const refused = (await readForm(request).catch((thrown: unknown) => thrown)) as Response;
    expect([refused.status, await refused.text()]).toEqual([405, expect.stringMatching(/^[A-Z].*\.$/)]);
  });
});
