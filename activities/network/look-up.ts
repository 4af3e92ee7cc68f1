import { lookup as asTheMachineDoes, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** What a name resolves to in one address family. Milliseconds; `code` is the resolver's where it gave no address. */
export interface LookedUp {
  addresses: string[];
  ms: number;
  code: string | null;
}

/** Resolves a name as the machine's programs do (its hosts file included) or by another `lookup`, one family at a time. Never rejects; an address is its own answer. */
export async function lookUp(hostname: string, family: 4 | 6, lookup: LookupFunction = asTheMachineDoes): Promise<LookedUp> {
  const literal = isIP(hostname.replace(/^\[|\]$/g, ''));
  if (literal !== 0) return { addresses: literal === family ? [hostname] : [], ms: 0, code: null };
  const began = performance.now();
  try {
    const found = await new Promise<LookupAddress[]>((resolve, reject) =>
      lookup(hostname, { family, all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses as LookupAddress[]))),
    );
    return { addresses: found.map(({ address }) => address).toSorted(), ms: round(performance.now() - began), code: null };
  } catch (error) {
    return { addresses: [], ms: round(performance.now() - began), code: String((error as { code?: unknown }).code ?? 'UNKNOWN') };
  }
}

const round = (ms: number): number => Math.round(ms * 10) / 10;
