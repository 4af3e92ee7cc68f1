import { Agent, get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

export interface Loaded {
  /** From the request until the last byte. */
  ms: number;
  /** As it came over the wire. */
  body: Buffer;
  /** After it was unpacked, in bytes. */
  raw: number;
}

const agent = new Agent({ keepAlive: true });

/** Loads an address as a browser does: compressed, over a connection that stays open.
 * @throws an Error where the answer is not 200. */
export function load(url: string): Promise<Loaded> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'Accept-Encoding': 'br', Accept: 'text/html' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const ms = performance.now() - begun;
        if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}.`));
        const body = Buffer.concat(chunks);
        resolve({ ms, body, raw: (response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).byteLength });
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close a connection that stood idle in the moment in which we ask again.
      if (request.reusedSocket && error.code === 'ECONNRESET') load(url).then(resolve, reject);
      else reject(error);
    });
  });
}

/** Opens so many event streams of the panel; resolves once each has said its first word. Returns how to close them. */
export async function openStreams(url: string, count: number): Promise<() => void> {
  const closing = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<() => void>((resolve, reject) => {
          const request = get(`${url}/ops/events`, { agent: false, headers: { Accept: 'text/event-stream' } }, (response) => {
            response.once('data', () => resolve(() => request.destroy()));
            response.once('error', () => {});
          });
          request.on('error', reject);
        }),
    ),
  );
  return () => closing.forEach((close) => close());
}
