import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** What a name resolves to in one address family. Milliseconds; `code` is the resolver's where it gave no address. */
export interface LookedUp {
  addresses: string[];
  ms: number;
  code: string | null;
}

/** Resolves a name as the machine's programs do (its hosts file included), one family at a time. Never rejects; an address is its own answer. */
export async function lookUp(hostname: string, family: 4 | 6): Promise<LookedUp> {
  const literal = isIP(hostname.replace(/^\[|\]$/g, ''));
  if (literal !== 0) return { addresses: literal === family ? [hostname] : [], ms: 0, code: null };
  const began = performance.now();
  try {
    const found = await lookup(hostname, { family, all: true });
    return { addresses: found.map(({ address }) => address).toSorted(), ms: round(performance.now() - began), code: null };
  } catch (error) {
    return { addresses: [], ms: round(performance.now() - began), code: String((error as { code?: unknown }).code ?? 'UNKNOWN') };
  }
}

const round = (ms: number): number => Math.round(ms * 10) / 10;
