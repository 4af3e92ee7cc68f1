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
});
