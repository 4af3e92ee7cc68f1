import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxHost, SandboxRequest } from './provider.ts';
import { answerWireFault, WIRE_FAULTS, type WireFault } from './wire-faults.ts';

export interface LoggedRequest {
  at: string;
  host: string;
  method: string;
  path: string;
  status: number;
}

export interface OpenHost {
  name: string;
  origin: string;
  /** Applies faults that concern the socket itself; call it after each change of the faults. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

interface Opening {
  key: string;
  cert: string;
  port: number;
  isBroken(fault: string): boolean;
  log(request: LoggedRequest): void;
}

/** Opens one provider's host over HTTPS on loopback. Resolves when it listens (or is meant to be closed). */
export async function openHost(host: SandboxHost, opening: Opening): Promise<OpenHost> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ key: opening.key, cert: opening.cert }, (request, response) => void answer(request, response));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  let port = opening.port;
  const listen = () => new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
  const shut = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  await listen();
  port = (server.address() as AddressInfo).port;

  async function answer(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () =>
      opening.log({
        at: new Date().toISOString(),
        host: host.name,
        method: raw.method ?? '',
        path: raw.url ?? '',
        status: response.headersSent ? response.statusCode : 0,
      }),
    );
    const request: SandboxRequest = {
      raw,
      method: raw.method ?? 'GET',
      url: new URL(raw.url ?? '/', `https://127.0.0.1:${port}`),
      headers: raw.headers as SandboxRequest['headers'],
      body: await readBody(raw),
    };
    const fault = (Object.keys(WIRE_FAULTS) as WireFault[]).find((kind) => opening.isBroken(`${host.name}.${kind}`));
    if (fault === 'hangs') return;
    if (fault && fault !== 'closed') return answerWireFault(fault, response);
    try {
      await host.handle(request, response);
    } catch (error) {
      process.stderr.write(`sandbox ${host.name}: ${(error as Error).stack}\n`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' }).end('the sandbox itself failed');
    }
  }

  return {
    name: host.name,
    origin: `https://127.0.0.1:${port}`,
    async refresh() {
      const wanted = !opening.isBroken(`${host.name}.closed`);
      if (wanted && !server.listening) await listen();
      if (!wanted && server.listening) await shut();
    },
    async close() {
      if (server.listening) await shut();
    },
  };
}

async function readBody(raw: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of raw) {
    size += (chunk as Buffer).length;
    if (size <= 32 * 1024 * 1024) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
