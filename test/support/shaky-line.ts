import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface ShakyLine {
  /** Leads to the same pages as the address behind it. */
  url: string;
  /** Ends all that goes through it, and lets nothing through any more. */
  cut(): void;
  /** Nothing comes through from now on, and nobody is told: a line that went dead. */
  fallSilent(): void;
  /** Lets everything through again. */
  mend(): void;
  close(): Promise<void>;
}

/** A line to a server that can be cut. */
export async function createShakyLine(target: string): Promise<ShakyLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'silent' = 'open';
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('data', (data) => state === 'open' && other.write(data));
      one.on('error', () => {});
      one.on('close', () => (sockets.delete(one), other.destroy()));
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      state = 'cut';
      end();
    },
    fallSilent() {
      state = 'silent';
    },
    mend() {
      // What was half said in the silence can no longer be understood.
      if (state === 'silent') end();
      state = 'open';
    },
    close: () => new Promise((resolve) => (server.close(() => resolve()), end())),
  };
}
