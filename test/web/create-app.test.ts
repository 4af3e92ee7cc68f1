import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#web/app/services.server.ts';
import { createApp } from '#web/create-app.ts';

let server: Server;
let port: number;

beforeAll(async () => {
  // Nothing in here reaches a page: the wall stands before them.
  const app = createApp({ build: {} as ServerBuild, services: {} as Services, assets: '/nowhere', hosts: ['127.0.0.1'] });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(
  method: string,
  headers: Record<string, string>,
  path = '/ops/runs',
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    })
      .once('error', reject)
      .end();
  });
}

describe('the wall around the panel', () => {
  it.each([
    ['from another site', { Origin: 'https://elsewhere.example' }],
    ['that a browser calls cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sandboxed frame', { Origin: 'null' }],
    ['from another port of this machine', { Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' }],
    ['that does not say where it comes from', {}],
  ])('refuses a form %s', async (_, headers) => {
    const answer = await ask('POST', headers as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(/nothing was done/);
  });

  it('refuses a name that only pretends to be this machine', async () => {
    expect((await ask('GET', { Host: `rebound.example:${port}` })).status).toBe(421);
  });

  it('sets the headers that keep a page to itself on every answer', async () => {
    const { headers } = await ask('POST', {});
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[^']+'; style-src 'self'/);
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('says in a sentence that an address cannot be read, and shows no stack', async () => {
    const { status, headers, text } = await ask('GET', {}, '/ops/checks/%E0%A4%A');
    expect([status, headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8']);
    expect(text).toMatch(/^[A-Z][^\n]*\.\n$/);
  });

  it('says in a sentence that it stumbled, and shows no stack', async () => {
    const { status, text } = await ask('GET', {}, '/ops');
    expect([status, text]).toEqual([500, expect.stringMatching(/^The panel stumbled\.[^\n]*\n$/)]);
  });
});
