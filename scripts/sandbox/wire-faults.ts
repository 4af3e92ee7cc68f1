import type { FailureClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import type { Fault } from './provider.ts';

/** What a fault does, and what a check that meets it must say. */
export interface WireFaultFacts {
  does: string;
  /** Null: nothing breaks, and who says something of it warns. */
  failure_class: FailureClass | null;
  /** The rung that breaks; of what breaks nothing the one that is warned of. */
  rung: RungName;
  /** The id of the hint, where the kind alone settles it. */
  hint: string | null;
  /** Its code, where there is just one. */
  code?: string;
}

/** Faults of the wire, the same for each host: `<host>.<kind>`, from the lowest layer up; of those on one layer the first that is on is
 * met. What a check must say follows from the kind alone. */
export const WIRE_FAULTS = {
  no_name: { does: 'The host’s name does not exist.', failure_class: 'dns', rung: 'dns', hint: 'DNS', code: 'ENOTFOUND' },
  name_late: { does: 'The host’s name is found, but only after 600 ms.', failure_class: null, rung: 'dns', hint: 'DNS_SLOW' },
  closed: { does: 'The socket refuses connections.', failure_class: 'connect', rung: 'tcp', hint: 'CONNECT' },
  accept_hangs: {
    does: 'The connection is taken, the TLS handshake never answered.',
    failure_class: 'timeout',
    rung: 'tls',
    hint: 'TIMEOUT',
  },
  cert_expired: {
    does: 'The certificate expired yesterday.',
    failure_class: 'tls',
    rung: 'tls',
    hint: 'CERTIFICATE_EXPIRED',
    code: 'CERT_HAS_EXPIRED',
  },
  cert_self_signed: {
    does: 'The certificate is signed by itself alone.',
    failure_class: 'tls',
    rung: 'tls',
    hint: 'CERTIFICATE_SELF_SIGNED',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  },
  cert_wrong_name: {
    does: 'The certificate is another host’s.',
    failure_class: 'tls',
    rung: 'tls',
    hint: 'CERTIFICATE_OF_ANOTHER_HOST',
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
  cert_expiring: { does: 'The certificate is good for five more days.', failure_class: null, rung: 'tls', hint: 'CERT_EXPIRING' },
  hangs: { does: 'The request is taken and never answered.', failure_class: 'timeout', rung: 'http', hint: 'TIMEOUT' },
  html: { does: 'A proxy’s HTML page comes back with 200.', failure_class: 'proxy', rung: 'http', hint: 'PROXY' },
  blocked: { does: 'A proxy’s HTML page comes back with 403.', failure_class: 'proxy', rung: 'http', hint: 'PROXY' },
  bad_gateway: { does: 'A proxy’s HTML page comes back with 502.', failure_class: 'proxy', rung: 'http', hint: 'PROXY' },
  empty: { does: '200 with an empty body.', failure_class: 'wrong_result', rung: 'function', hint: null },
  broken_json: { does: '200 with JSON cut off in the middle.', failure_class: 'wrong_result', rung: 'function', hint: null },
  huge: { does: '200 with 50 MB of JSON.', failure_class: 'wrong_result', rung: 'http', hint: 'WRONG_RESULT' },
  truncated: {
    does: '200 with fewer bytes than its Content-Length says, then the connection ends.',
    failure_class: 'connect',
    rung: 'http',
    hint: 'CONNECT',
  },
  drips: { does: '200 that comes byte by byte, without an end.', failure_class: 'timeout', rung: 'http', hint: 'TIMEOUT' },
  server_error: {
    does: '503 with a short text (an S3 service: with an error document).',
    failure_class: 'server_error',
    rung: 'http',
    hint: 'SERVER_ERROR',
  },
  date_ahead: { does: 'All is well, but the answer’s Date is two minutes ahead.', failure_class: null, rung: 'http', hint: 'CLOCK' },
  date_behind: { does: 'All is well, but the answer’s Date is two minutes behind.', failure_class: null, rung: 'http', hint: 'CLOCK' },
  rate_limited: {
    does: '429 with Retry-After: 1 (an S3 service: 503 SlowDown).',
    failure_class: 'rate_limit',
    rung: 'function',
    hint: null,
  },
} as const satisfies Record<string, WireFaultFacts>;
export type WireFault = keyof typeof WIRE_FAULTS;

/** The faults of the wire at one host. Which check one of them turns depends on the host. */
export function wireFaults(host: string): Fault[] {
  return Object.entries(WIRE_FAULTS).map(([kind, { does }]) => ({
    id: `${host}.${kind}`,
    does,
    source: 'the wire itself (L3)',
    expect: [],
  }));
}
