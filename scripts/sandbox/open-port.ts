import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface OpenPort {
  port: number;
  /** Ends every connection there is. */
  hangUp(): void;
  /** Opens or closes it, as `isClosed` says now. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

interface Opening {
  /** 0: any that is free. */
  port: number;
  isClosed(): boolean;
  onConnection(socket: Socket): void;
}

/** A port on loopback that can be closed and opened again, and stays the same. Closed, it refuses connections, and ends those there were. */
export async function openPort({ port: wanted, isClosed, onConnection }: Opening): Promise<OpenPort> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)).on('error', () => {}));
    onConnection(socket);
  });
  const listen = (on: number) => once(server.listen(on, '127.0.0.1'), 'listening');
  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  const shut = () =>
    new Promise<void>((resolve) => {
      hangUp();
      server.close(() => resolve());
    });
  await listen(wanted);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    hangUp,
    async refresh() {
      if (!isClosed() && !server.listening) await listen(port);
      if (isClosed() && server.listening) await shut();
    },
    async close() {
      if (server.listening) await shut();
    },
  };
}
