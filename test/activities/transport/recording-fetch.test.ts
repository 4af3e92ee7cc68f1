import type { LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agent } from 'undici';
import type { Exchange } from '#activities/evidence.ts';
import { createMeasuringAgent } from '#activities/transport/measuring-agent.ts';
import { createRedactor } from '#activities/redactor.ts';
import { createRecordingFetch, USER_AGENT } from '#activities/transport/recording-fetch.ts';
import { trustAuthority } from '#activities/transport/trust-authority.ts';
import { closedPort, serveHttp, serveHttps, serveTcp, type LoopbackServer } from '#test/support/loopback-server.ts';

let agent: Agent;
let open: LoopbackServer[] = [];
beforeEach(() => {
  agent = createMeasuringAgent(new AbortController().signal);
});
afterEach(async () => {
  await agent.destroy();
  await Promise.all(open.map((server) => server.close()));
  open = [];
});

async function using<T extends LoopbackServer>(server: Promise<T>): Promise<T> {
  open.push(await server);
  return server;
}

const redactor = createRedactor(['s3cr3t/token']);

/** Asks once and gives what was recorded, with the answer or the error. */
async function ask(url: string, init: RequestInit = {}, signal = new AbortController().signal) {
  const exchanges: Exchange[] = [];
  const fetching = createRecordingFetch({ agent: () => agent, signal, redactor, record: (exchange) => exchanges.push(exchange) });
  const outcome = await fetching(url, init).then(
    (response) => ({ response, error: null }),
    (error: Error) => ({ response: null, error }),
  );
  expect(exchanges).toHaveLength(1);
  return { ...outcome, exchange: exchanges[0]! };
}

describe('the text of an answer', () => {
  it.each([8_180, 8_185, 8_190, 8_192, 8_193])('ends at 8 KiB without a piece of a secret that begins %d characters on', async (before) => {
    const body = `${'ä'.repeat(before)}${encodeURIComponent('s3cr3t/token')} and on`;
    const server = await using(serveHttp((_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(body)));
    const { exchange } = await ask(server.url);
    expect(exchange.bodyText!.length).toBeLessThanOrEqual(8_192);
    expect(exchange.bodyText!.length).toBeGreaterThan(8_100);
    expect(exchange.bodyText).not.toMatch(/s3/);
  });
});

describe('an answer', () => {
  it('is written down with its status, request id, size, text and times, and given to the SDK whole', async () => {
    const server = await using(
      serveHttp((_, response) => response.writeHead(418, { 'content-type': 'application/json', 'x-axiom-trace-id': 't-1' }).end('{"a":1}')),
    );
    const { response, exchange } = await ask(`${server.url}/tea?x=1`, { method: 'POST', body: 'hello' });
    expect(await response!.json()).toEqual({ a: 1 });
    expect(exchange).toMatchObject({
      method: 'POST',
      url: `${server.url}/tea?x=1`,
      status: 418,
      requestId: 't-1',
      bodyText: '{"a":1}',
      bodyBytes: 7,
      trouble: null,
    });
    expect(exchange.timings).toMatchObject({ dns: null, tls: null });
    for (const phase of ['tcp', 'firstByte', 'total'] as const) expect(exchange.timings[phase]).toBeGreaterThanOrEqual(0);
  });

  it('reaches the provider with its body, its headers and our name', async () => {
    const seen: Record<string, unknown> = {};
    const server = await using(
      serveHttp((request, response) => {
        Object.assign(seen, request.headers, { method: request.method });
        request.on('data', (data: Buffer) => (seen['body'] = data.toString()));
        request.on('end', () => response.end('{}'));
      }),
    );
    await ask(server.url, { method: 'PUT', body: 'hello', headers: { 'x-own': 'yes' } });
    expect(seen).toMatchObject({ method: 'PUT', body: 'hello', 'x-own': 'yes' });
    expect(seen['user-agent']).toBe(USER_AGENT);
    await ask(server.url, { headers: { 'user-agent': 'some-sdk/1.0' } });
    expect(seen['user-agent']).toBe(`${USER_AGENT} some-sdk/1.0`);
  });

  it('keeps neither cookies nor credentials', async () => {
    const server = await using(
      serveHttp((_, response) =>
        response
          .writeHead(200, {
            'set-cookie': 'session=CANARY',
            authorization: 'CANARY',
            'x-ratelimit-remaining': '3',
            date: 'Thu, 01 Jan 2026 00:00:00 GMT',
          })
          .end('{}'),
      ),
    );
    const address = new URL(`${server.url}/?api_key=CANARY&X-Amz-Signature=CANARY&plain=kept`);
    const { exchange } = await ask(address.href, { headers: { authorization: 'Bearer CANARY' } });
    expect(exchange.headers).toEqual({ 'x-ratelimit-remaining': '3', date: 'Thu, 01 Jan 2026 00:00:00 GMT' });
    expect(exchange.url).toContain('plain=kept');
    expect(JSON.stringify(exchange)).not.toContain('CANARY');
  });

  it('that is packed is given unpacked, once', async () => {
    const server = await using(
      serveHttp((_, response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync('{"packed":true}')),
      ),
    );
    const { response, exchange } = await ask(server.url);
    expect(await response!.json()).toEqual({ packed: true });
    expect(response!.headers.get('content-encoding')).toBeNull();
    expect(exchange.bodyText).toBe('{"packed":true}');
  });

  it('that is binary has no text, and a long text is cut at 8 kB', async () => {
    const server = await using(
      serveHttp((request, response) =>
        request.url === '/picture'
          ? response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(64))
          : response.writeHead(200, { 'content-type': 'text/plain' }).end('a'.repeat(20_000)),
      ),
    );
    expect((await ask(`${server.url}/picture`)).exchange).toMatchObject({ bodyText: null, bodyBytes: 64 });
    const { exchange } = await ask(server.url);
    expect([exchange.bodyText!.length, exchange.bodyBytes]).toEqual([8_192, 20_000]);
  });

  it('that leads elsewhere is not followed', async () => {
    const server = await using(serveHttp((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()));
    expect((await ask(server.url)).exchange).toMatchObject({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, trouble: null });
  });

  it('without a body is one', async () => {
    const server = await using(serveHttp((_, response) => response.writeHead(204).end()));
    const { response, exchange } = await ask(server.url);
    expect([response!.status, exchange.bodyText, exchange.bodyBytes]).toEqual([204, '', 0]);
  });
});

describe('a flood', () => {
  it('is not read to its end, and costs little memory', async () => {
    let sent = 0;
    const server = await using(
      serveHttp((_, response) => {
        const chunk = Buffer.alloc(256 * 1024, 'a');
        const more = (): void => {
          while (!response.destroyed && sent < 400 * 1024 * 1024) {
            sent += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      }),
    );
    const before = process.memoryUsage().arrayBuffers;
    const { error, exchange } = await ask(server.url);
    expect(error).toMatchObject({ name: 'ResponseTooLarge' });
    expect(exchange.trouble).toMatchObject({ phase: 'http', code: 'BODY_TOO_LARGE' });
    expect(sent).toBeLessThan(60 * 1024 * 1024);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(80 * 1024 * 1024);
  });
});

describe('trouble is told by the phase that broke', () => {
  it('where the name does not resolve', async () => {
    const { exchange } = await ask('http://no-such-host.invalid/');
    expect(exchange).toMatchObject({ status: null, trouble: { phase: 'dns' } });
    expect(exchange.trouble!.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it('with all the addresses that the name stood for', async () => {
    const { port } = await using(serveHttp((_, response) => response.end('{}')));
    const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
    const lookup: LookupFunction = (_name, _options, callback) => setImmediate(() => callback(null, addresses));
    agent = createMeasuringAgent(new AbortController().signal, lookup);
    const { exchange } = await ask(`http://some.test:${port}/`);
    expect(exchange.peer).toMatchObject({ address: '127.0.0.1', addresses: ['127.0.0.1', '127.0.0.2'] });
    expect(exchange.timings.dns).toBeGreaterThanOrEqual(0);
  });

  it('where nobody listens', async () => {
    const { exchange } = await ask(`http://127.0.0.1:${await closedPort()}/`);
    expect(exchange.trouble).toMatchObject({ phase: 'tcp', code: 'ECONNREFUSED' });
  });

  it('where the certificate is of an authority that is not trusted', async () => {
    const server = await using(serveHttps(['127.0.0.1'], (_, response) => response.end('{}')));
    const { exchange } = await ask(server.url);
    expect(exchange.trouble).toMatchObject({ phase: 'tls' });
    expect(exchange.trouble!.code).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT/);
    expect(exchange.timings.tcp).toBeGreaterThanOrEqual(0);
  });

  it('where a certificate is not trusted: it is written down, and nothing was sent', async () => {
    let asked = 0;
    const server = await using(serveHttps(['127.0.0.1'], (_, response) => response.end(String(++asked))));
    const { exchange } = await ask(server.url, { method: 'POST', body: 'hello' });
    expect(exchange.peer).toMatchObject({ address: '127.0.0.1', certificate: { issuer: expect.stringMatching(/./) } });
    expect(asked).toBe(0);
  });

  it('where the certificate is another host’s; and all is well where it fits', async () => {
    const other = await using(serveHttps(['other.test'], (_, response) => response.end('{}')));
    const right = await using(serveHttps(['127.0.0.1'], (_, response) => response.end('{}')));
    for (const { ca } of [other, right]) trustAuthority(ca);
    expect((await ask(other.url)).exchange.trouble).toMatchObject({ phase: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    const { exchange } = await ask(right.url);
    expect(exchange).toMatchObject({ status: 200, trouble: null });
    expect(exchange.timings.tls).toBeGreaterThan(0);
    const { certificate, ...peer } = exchange.peer!;
    expect(peer).toEqual({ address: '127.0.0.1', protocol: 'TLSv1.3' });
    expect(certificate!.fingerprint).toMatch(/^([0-9A-F]{2}:){31}/);
    expect(Date.parse(certificate!.validTo)).toBeGreaterThan(Date.now());
    expect(Date.parse(certificate!.validFrom)).toBeLessThan(Date.now());
  });

  it('where something answers that speaks no TLS', async () => {
    const server = await using(serveTcp((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect((await ask(server.url.replace('http:', 'https:'))).exchange.trouble).toMatchObject({ phase: 'tls' });
  });

  it('where the connection ends before the answer, or in the middle of it', async () => {
    const mute = await using(serveTcp((socket) => socket.once('data', () => socket.destroy())));
    expect((await ask(mute.url)).exchange).toMatchObject({ status: null, trouble: { phase: 'http' } });
    const half = await using(
      serveTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a"'))),
    );
    expect((await ask(half.url)).exchange).toMatchObject({ status: 200, trouble: { phase: 'http' } });
  });

  it('where nobody answers until our signal fires', async () => {
    const server = await using(serveTcp(() => {}));
    const { exchange } = await ask(server.url, {}, AbortSignal.timeout(100));
    expect(exchange).toMatchObject({ status: null, trouble: { phase: 'http', code: 'TimeoutError' } });
  });

  it('nowhere, of a request made after our signal fired: it never went out', async () => {
    const exchanges: Exchange[] = [];
    const signal = AbortSignal.abort();
    const fetching = createRecordingFetch({ agent: () => agent, signal, redactor, record: (exchange) => exchanges.push(exchange) });
    await expect(fetching('http://127.0.0.1:1/')).rejects.toMatchObject({ name: 'AbortError' });
    expect(exchanges).toEqual([]);
  });

  it('where the SDK itself gives up', async () => {
    const server = await using(serveTcp(() => {}));
    const { exchange } = await ask(server.url, { signal: AbortSignal.timeout(100) });
    expect(exchange.trouble).toMatchObject({ phase: 'http', code: 'TimeoutError' });
  });
});
