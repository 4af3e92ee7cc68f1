/** How a connection is secured, as `env.ts` reads it; certificates and keys as PEM text. Null `tls`: in the clear. */
export interface Security {
  apiKey: string | null;
  tls: { serverName: string | null; ca: string | null; cert: string | null; key: string | null } | null;
}

interface ConnectionOptions {
  address: string;
  apiKey?: string;
  tls?: { serverNameOverride?: string; serverRootCACertificate?: Buffer; clientCertPair?: { crt: Buffer; key: Buffer } };
}

/** What the SDK's connections, of client and of worker, take for this server. */
export function temporalConnection(address: string, { apiKey, tls }: Security): ConnectionOptions {
  return {
    address,
    ...(apiKey === null ? {} : { apiKey }),
    ...(tls === null
      ? {}
      : {
          tls: {
            ...(tls.serverName === null ? {} : { serverNameOverride: tls.serverName }),
            ...(tls.ca === null ? {} : { serverRootCACertificate: Buffer.from(tls.ca) }),
            ...(tls.cert === null || tls.key === null ? {} : { clientCertPair: { crt: Buffer.from(tls.cert), key: Buffer.from(tls.key) } }),
          },
        }),
  };
}
