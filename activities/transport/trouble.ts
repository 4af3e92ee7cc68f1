import type { Exchange } from '#activities/evidence.ts';
import type { Phases } from './measuring-agent.ts';

type Trouble = NonNullable<Exchange['trouble']>;

const TLS_CODE = /CERT|SSL|TLS|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|ALTNAME|ERR_TLS/;
const DNS_CODE = /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EDNS)/;

/** The phase and code of a transport failure, from Node's error codes and from the phase that was under way; never from prose. */
export function troubleOf(error: unknown, phases: Phases): Trouble {
  const chain = causes(error);
  const code =
    chain.map((one) => (one as { code?: unknown }).code).find((value): value is string => typeof value === 'string') ??
    chain.at(-1)?.name ??
    'UNKNOWN';
  const message = chain.at(-1)?.message ?? 'the request failed';
  if (DNS_CODE.test(code)) return { phase: 'dns', code, message };
  if (TLS_CODE.test(code)) return { phase: 'tls', code, message };
  return { phase: phases.current ?? (code === 'ECONNREFUSED' ? 'tcp' : 'http'), code, message };
}

/** The error, what caused it, and so on; the parts of an AggregateError count as causes. */
function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && chain.length < 8) {
    chain.push(next);
    next = next instanceof AggregateError ? next.errors[0] : next.cause;
  }
  return chain;
}
