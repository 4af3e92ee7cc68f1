import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { createCA, createCert } from 'mkcert';

export interface LoopbackServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** An HTTP server on loopback. */
export const serveHttp = (listener: RequestListener): Promise<LoopbackServer> => open(createHttp(listener), 'http');

/** A server on loopback that speaks no HTTP of itself. */
export const serveTcp = (onSocket: (socket: Socket) => void): Promise<LoopbackServer> => open(createTcp(onSocket), 'http');

/** An HTTPS server with a certificate for these names, of an authority nobody trusts unless it is told; `ca` is its PEM. */
export async function serveHttps(domains: string[], listener: RequestListener): Promise<LoopbackServer & { ca: string }> {
  // Two authorities of one name would be taken for each other.
  const about = { organization: `Greenlight tests ${randomUUID()}`, countryCode: 'XX', state: 'none', locality: 'loopback' };
  const ca = await createCA({ ...about, validity: 2 });
  const leaf = await createCert({ ca: { key: ca.key, cert: ca.cert }, domains, validity: 1 });
  return { ...(await open(createHttps({ key: leaf.key, cert: leaf.cert }, listener), 'https')), ca: ca.cert };
}

/** A port of loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await serveTcp(() => {});
  await server.close();
  return server.port;
}

async function open(server: Server, scheme: string): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.once('close', () => sockets.delete(socket)).on('error', () => {})));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
