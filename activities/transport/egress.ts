import { connect, type LookupFunction } from 'node:net';
import type { Exchange } from '#activities/evidence.ts';

/** Whether this machine reaches anything outside at all. */
export interface Egress {
  /** `host:port`; none: nobody is asked, and nothing counts as lost. */
  hosts: readonly string[];
  /** Remembers the hosts that these exchanges were connected to. */
  noteReached(exchanges: readonly Pick<Exchange, 'url' | 'status' | 'peer'>[]): void;
  /** True where nobody takes a connection: none of the hosts, and none of those that once were reached. Never rejects. */
  isLost(): Promise<boolean>;
}

interface Asking {
  withinMs?: number;
  /** Resolves the hosts' names in the machine's place. */
  lookup?: LookupFunction | undefined;
}

const SHARED_MS = 3_000;

/** Asks all hosts at once by a TCP connect, at most for `withinMs`, and with them whom a probe has reached before: on a network that lets
 * only the providers through, the hosts would never answer, and a provider that is down must not hide behind that. That a provider answered
 * a moment ago proves nothing: the way out may be lost since. That it is lost is shared for three seconds, for all checks of a run want to
 * know it then; that it is there holds for those alone who ask meanwhile. */
export function createEgress(hosts: readonly string[], { withinMs = 2_000, lookup }: Asking = {}): Egress {
  const reached = new Set<string>();
  let shared: { until: number; isLost: Promise<boolean> } | null = null;
  return {
    hosts,
    noteReached(exchanges) {
      for (const { url, status, peer } of exchanges) {
        // What was secret is cut out of it already, wherever it stood.
        if ((status === null && !peer) || !URL.canParse(url)) continue;
        const address = addressOf(url);
        if (isOfThisMachine(address) || isOfThisMachine(peer?.address ?? '')) continue;
        if (reached.has(address)) continue;
        reached.add(address);
        shared = null;
      }
    },
    isLost() {
      if (hosts.length === 0) return Promise.resolve(false);
      if (shared === null || performance.now() > shared.until) {
        const asked = new Set([...hosts, ...reached]);
        const isLost = Promise.any([...asked].map((host) => reach(host, withinMs, lookup))).then(
          () => false,
          () => true,
        );
        shared = { until: performance.now() + SHARED_MS, isLost };
        void isLost.then((lost) => {
          if (!lost && shared?.isLost === isLost) shared = null;
        });
      }
      return shared.isLost;
    },
  };
}

function addressOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/** A cloud's metadata server answers on the machine's own link, whatever has become of the way out. */
function isOfThisMachine(address: string): boolean {
  return /^\[?(?:169\.254\.|fe80:|fd00:ec2::254)|^metadata\.google\.internal:/i.test(address);
}

/** Resolves once the host took a connection, which is closed at once. */
function reach(address: string, withinMs: number, lookup?: LookupFunction): Promise<void> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(`tcp://${address}`);
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port),
      autoSelectFamily: true,
      ...(lookup ? { lookup } : {}),
    });
    const timer = setTimeout(() => socket.destroy(new Error(`${address} was silent`)), withinMs);
    socket
      .once('connect', () => {
        resolve();
        socket.destroy();
      })
      .on('error', reject)
      .once('close', () => clearTimeout(timer));
  });
}
