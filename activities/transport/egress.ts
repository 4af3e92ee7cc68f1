import { connect, type LookupFunction } from 'node:net';

/** Whether this machine reaches anything outside at all. */
export interface Egress {
  /** `host:port`; none: nobody is asked, and nothing counts as lost. */
  hosts: readonly string[];
  /** Somebody outside has just answered one of our probes. */
  noteReached(): void;
  /** True where nobody outside answered lately and none of the hosts takes a connection. Never rejects. */
  isLost(): Promise<boolean>;
}

interface Asking {
  withinMs?: number;
  sharedMs?: number;
  latelyMs?: number;
  /** Resolves the hosts' names in the machine's place. */
  lookup?: LookupFunction | undefined;
}

/** Asks all hosts at once by a TCP connect, at most for `withinMs`; nobody, where a provider was reached `lately`: on a network that lets
 * only the providers through, the hosts would never answer, and a provider that is down must not hide behind that. What was found is shared for `sharedMs`: when the way out is lost, all
 * checks of a run want to know it in the same moment. */
export function createEgress(
  hosts: readonly string[],
  { withinMs = 2_000, sharedMs = 3_000, latelyMs = 10_000, lookup }: Asking = {},
): Egress {
  let shared: { until: number; isLost: Promise<boolean> } | null = null;
  let reachedAt = -Infinity;
  return {
    hosts,
    noteReached() {
      reachedAt = performance.now();
    },
    isLost() {
      if (hosts.length === 0 || performance.now() - reachedAt < latelyMs) return Promise.resolve(false);
      if (shared === null || performance.now() > shared.until) {
        const isLost = Promise.any(hosts.map((host) => reach(host, withinMs, lookup))).then(
          () => false,
          () => true,
        );
        shared = { until: performance.now() + sharedMs, isLost };
      }
      return shared.isLost;
    },
  };
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
