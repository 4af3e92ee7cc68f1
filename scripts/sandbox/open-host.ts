import { createServer as createHttps } from 'node:https';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { answerWireFault } from './answer-wire-fault.ts';
import { CERTIFICATE_FAULTS, type Authority } from './authority.ts';
import { openPort } from './open-port.ts';
import { EGRESS_CUT } from './our-faults.ts';
import type { SandboxHost, SandboxRequest } from './provider.ts';
import type { WireFault } from './wire-faults.ts';

export interface LoggedRequest {
  at: string;
  host: string;
  method: string;
  path: string;
  status: number;
  /** Who asked, by its own account. */
  userAgent: string;
}

export interface OpenHost {
  name: string;
  port: number;
  /** Applies faults that concern the socket itself; call it after each change of the faults. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

interface Opening {
  certificate: Authority['certificate'];
  port: number;
  isBroken(fault: string): boolean;
  log(request: LoggedRequest): void;
}

const DATE_OFF_MS = 120_000;

/** Opens one provider's host over HTTPS on loopback. Resolves when it listens (or is meant to be closed). */
export async function openHost(host: SandboxHost, opening: Opening): Promise<OpenHost> {
  const isOn = (kind: WireFault) => opening.isBroken(`${host.name}.${kind}`);
  const shown = () => CERTIFICATE_FAULTS.find(isOn) ?? 'right';
  /** What those who are connected already would not notice. */
  const belowHttp = () => String([isOn('accept_hangs'), shown()]);
  let before = belowHttp();
  const https = createHttps(await opening.certificate(shown()), (request, response) => void answer(request, response));
  // TCP apart from TLS: a connection that is taken may still meet silence.
  const { port, hangUp, ...listening } = await openPort({
    port: opening.port,
    isClosed: () => isOn('closed') || opening.isBroken(EGRESS_CUT),
    onConnection: (socket) => {
      if (!isOn('accept_hangs')) https.emit('connection', socket);
    },
  });

  async function answer(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () =>
      opening.log({
        at: new Date().toISOString(),
        host: host.name,
        method: raw.method ?? '',
        path: raw.url ?? '',
        status: response.headersSent ? response.statusCode : 0,
        userAgent: raw.headers['user-agent'] ?? '',
      }),
    );
    const request: SandboxRequest = {
      raw,
      method: raw.method ?? 'GET',
      url: new URL(raw.url ?? '/', `https://127.0.0.1:${port}`),
      headers: raw.headers as SandboxRequest['headers'],
      body: await readBody(raw),
    };
    if (isOn('date_ahead')) tellTime(response, DATE_OFF_MS);
    if (isOn('date_behind')) tellTime(response, -DATE_OFF_MS);
    if (answerWireFault(isOn, response, host.wireAnswers)) return;
    try {
      await host.handle(request, response);
    } catch (error) {
      process.stderr.write(`sandbox ${host.name}: ${(error as Error).stack}\n`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' }).end('the sandbox itself failed');
    }
  }

  return {
    name: host.name,
    port,
    async refresh() {
      const now = belowHttp();
      if (now !== before) {
        before = now;
        const certificate = await opening.certificate(shown());
        // Changed again meanwhile: the later refresh shows what is right by now.
        if (belowHttp() === now) https.setSecureContext(certificate);
        hangUp();
      }
      await listening.refresh();
    },
    close: listening.close,
  };
}

/** Lets the answer carry a Date that is off, whatever else says what the time is. */
function tellTime(response: ServerResponse, offMs: number): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, headers?: OutgoingHttpHeaders) =>
    writeHead(status, { ...headers, date: new Date(Date.now() + offMs).toUTCString() })) as typeof writeHead;
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
