import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IncidentBook } from './incident-book.ts';
import { listedFault } from './listed-fault.ts';
import type { OpenSandbox } from './open-sandbox.ts';

export interface OpenControl {
  url: string;
  port: number;
  close(): Promise<void>;
}

interface Controlled {
  sandbox: Pick<OpenSandbox, 'faults' | 'broken' | 'break' | 'heal' | 'requests'>;
  book: IncidentBook;
  /** The one of last time: who knows the old address finds us again. Another one where somebody else has it. */
  port?: number;
}

type Answer = [status: number, body: unknown];

/** Opens the sandbox's door on loopback, for `npm run sandbox` and the panel's server: what can be broken, what is, and since when.
 * Nothing that a browser sends is taken. */
export async function openControl({ sandbox, book, port = 0 }: Controlled): Promise<OpenControl> {
  const listed = sandbox.faults.map(listedFault);
  const server = createServer((request, response) => {
    const say = ([status, body]: Answer) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    void answer(request).then(say, (error: Error) => say([500, { message: error.message }]));
  });
  await listenAt(server, port).catch(() => listenAt(server, 0));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (isFromBrowser(request)) return [403, { message: 'This door is for the command line and the panel’s server.' }];
    if (request.method === 'POST') return change(url);
    if (url.pathname === '/requests') return [200, sandbox.requests()];
    if (url.pathname === '/faults') return [200, { faults: withTimes(listed) }];
    if (url.pathname === '/broken') return [200, { faults: withTimes(listed.filter(({ id }) => sandbox.broken().includes(id))) }];
    if (url.pathname === '/healing') return healing(Number(url.searchParams.get('number')));
    return [200, { broken: sandbox.broken() }];
  }

  async function change({ pathname, searchParams }: URL): Promise<Answer> {
    const fault = searchParams.get('fault') ?? undefined;
    if (pathname !== '/break' && pathname !== '/heal') return [404, { message: 'There is nothing here.' }];
    if (pathname === '/break' || fault !== undefined) {
      if (!listed.some(({ id }) => id === fault)) return [404, { message: `There is no fault named ${fault ?? ''}.` }];
    }
    await (pathname === '/break' ? sandbox.break(fault!) : sandbox.heal(fault));
    const healed = book.note(sandbox.broken()) ?? (pathname === '/heal' ? book.justHealed(fault) : null);
    return [200, { broken: sandbox.broken(), healing: healed?.number ?? null }];
  }

  function healing(number: number): Answer {
    const found = book.healing(number);
    if (!found) return [404, { message: `Nothing was healed under the number ${number}.` }];
    const { faults, ...times } = found;
    return [200, { ...times, faults: withTimes(listed.filter(({ id }) => faults.includes(id))) }];
  }

  function withTimes<T extends { id: string }>(faults: readonly T[]): (T & { brokenAt: string | null })[] {
    return faults.map((fault) => ({ ...fault, brokenAt: book.brokenAt(fault.id) }));
  }
}

/** A page of any site may send forms to this machine, and a name that points here may be anybody’s. */
function isFromBrowser({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined || !/^127\.0\.0\.1(:\d+)?$/.test(headers.host ?? '');
}

function listenAt(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
