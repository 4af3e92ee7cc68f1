import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manyChecks } from '#test/support/many-checks.ts';
import { PANEL_BUILD, servicesOver } from '#test/support/panel-build.ts';
import { createApp } from '#web/create-app.ts';

const SCRIPT = 'export const lamp = "green";'.repeat(100);
const listeners = new Set<() => void>();
let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight-assets-'));
  mkdirSync(join(folder, 'assets'));
  const file = join(folder, 'assets', 'lamp-1.js');
  writeFileSync(file, SCRIPT);
  writeFileSync(`${file}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${file}.gz`, gzipSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'small-1.js'), 'export {};');
  const services = servicesOver(manyChecks(100), {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  });
  server = createApp({ build: PANEL_BUILD, services, assets: folder, hosts: ['127.0.0.1'] }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** `until` says when enough has come; the connection is cut then. */
function ask(path: string, encodings: string, until?: (text: string) => boolean): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, headers: { 'Accept-Encoding': encodings } }, (response) => {
      const chunks: Buffer[] = [];
      const done = () => resolve({ headers: response.headers, body: Buffer.concat(chunks) });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (!until?.(Buffer.concat(chunks).toString())) return;
        done();
        asking.destroy();
      });
      response.once('end', done);
    });
    asking.once('error', reject);
    asking.end();
  });
}
const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

describe('what the panel sends', () => {
  it.each([
    ['/ops', 'gzip, deflate, br', 'br', /100 checks/],
    ['/ops', 'gzip', 'gzip', /100 checks/],
    ['/ops.data', 'br', 'br', /loaderData|verdict/],
    ['/ops.data', 'gzip', 'gzip', /loaderData|verdict/],
    ['/assets/lamp-1.js', 'gzip, br', 'br', /lamp/],
    ['/assets/lamp-1.js', 'gzip', 'gzip', /lamp/],
  ] as const)('is %s compressed for who takes %s: %s', async (path, accepted, encoding, text) => {
    const { headers, body } = await ask(path, accepted);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBe(String(body.byteLength));
    expect(unpack[encoding](body).toString()).toMatch(text);
    expect(headers.vary).toMatch(/accept-encoding/i);
  });

  it.each(['/ops', '/ops.data', '/assets/lamp-1.js'])('is %s as it is for who takes nothing else', async (path) => {
    const { headers, body } = await ask(path, 'identity');
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers.vary).toMatch(/accept-encoding/i);
    expect(body.toString()).toMatch(/verdict|lamp/);
  });

  it('is a script by its own type and for ever, also where it is compressed', async () => {
    const { headers } = await ask('/assets/lamp-1.js', 'br');
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' });
    expect(headers['content-type']).toMatch(/javascript/);
  });

  it('is a file without a compressed twin as it is', async () => {
    const { headers, body } = await ask('/assets/small-1.js', 'br');
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe('export {};');
  });

  it('is an event stream neither compressed nor held back', async () => {
    let told = false;
    const { headers, body } = await ask('/ops/events', 'gzip, br', (text) => {
      // The first word has come by itself: whoever listens now hears of a change at once.
      if (!told && text.includes('retry:')) listeners.forEach((listener) => listener());
      told = true;
      return text.includes('data: changed');
    });
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['content-type']).toMatch(/^text\/event-stream/);
    expect(body.toString()).toMatch(/^retry: 2000\n\ndata: changed\n\n/);
  });
});
