import { Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';

/** A name is asked for twice, so that one lost packet is no verdict. */
const ASKING = { timeout: 2_000, tries: 2 };

/** Resolves names at one name server (`host:port`) instead of the machine's own; the hosts file is not read. Nothing is kept from one
 * question to the next. */
export function lookupAt(server: string): LookupFunction {
  return (hostname, options, callback) => {
    const resolver = new Resolver(ASKING);
    resolver.setServers([server]);
    const families = ([4, 6] as const).filter((family) => !options.family || String(options.family).endsWith(String(family)));
    const asked = families.map(async (family) => {
      const addresses = await (family === 4 ? resolver.resolve4(hostname) : resolver.resolve6(hostname));
      return addresses.map((address) => ({ address, family }));
    });
    void Promise.allSettled(asked).then((answers) => {
      const all = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (all.length === 0) return callback((answers[0] as PromiseRejectedResult).reason as Error, []);
      if (options.all) return callback(null, all);
      return callback(null, all[0]!.address, all[0]!.family);
    });
  };
}
