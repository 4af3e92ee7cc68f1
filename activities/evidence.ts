/** Who answered a connection. The address without port. */
export interface Peer {
  address: string | null;
  /** All that the name stood for at that moment; left out where it was looked up by nobody. */
  addresses?: readonly string[];
  /** `TLSv1.3`; null without TLS. */
  protocol: string | null;
  /** Times ISO 8601; the fingerprint is SHA-256 of the whole certificate. */
  certificate: PeerCertificate | null;
}

/** The certificate of the host itself. */
export interface PeerCertificate {
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
  fingerprint: string;
  /** The certificate between it and its authority that ends before it does, and takes it along; left out where none does. */
  endsFirst?: { subject: string; issuer: string; validTo: string };
}

/** One request that really went out, as the recorder saw it. Secrets are not in it: headers are kept by an allow-list, the URL without credentials. */
export interface Exchange {
  method: string;
  host: string;
  url: string;
  status: number | null;
  /** Lower-case names; only those that help: date, retry-after, x-ratelimit-*, content-type, server, via … */
  headers: Record<string, string>;
  requestId: string | null;
  /** The answer's text, capped; null for binary or none. */
  bodyText: string | null;
  bodyBytes: number;
  /** Milliseconds; null where the phase did not happen (a kept connection) or was not reached. */
  timings: { dns: number | null; tcp: number | null; tls: number | null; firstByte: number | null; total: number };
  /** Left out where no connection came about. */
  peer?: Peer;
  /** Set where the transport failed: the phase that broke and Node's or undici's code (ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED …). */
  trouble: { phase: 'dns' | 'tcp' | 'tls' | 'http'; code: string; message: string } | null;
}

/** What an SDK threw, as plain facts. */
export interface ErrorFacts {
  name: string;
  message: string;
  code: string | null;
  status: number | null;
}

/** A file that a probe produced or received. */
export interface ProducedFile {
  /** A short name for people, with its extension: `answer.txt`. */
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** Raw facts that a probe brought back. `answer` is what the SDK gave, shaped to plain JSON; null where it threw. */
export interface Evidence<Answer> {
  answer: Answer | null;
  error: ErrorFacts | null;
  /** True where our own outer deadline ended the probe. */
  timedOut: boolean;
  exchanges: Exchange[];
  /** What tidying up met, after `exchanges`: it says nothing about the work that was probed. */
  afterwards: Exchange[];
  files: ProducedFile[];
  durationMs: number;
  /** How long of that this process itself stood still (stopped, starved, asleep), in milliseconds; left out: not at all. */
  stoodStillMs?: number;
  /** When the probe began by this machine's clock (for skew against the providers' `Date`). */
  wallClock: Date;
}
