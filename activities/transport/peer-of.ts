import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Peer } from '#activities/evidence.ts';

/** Who is at the other end of a connection, and by which certificate. */
export function peerOf(socket: Socket): Peer {
  const address = socket.remoteAddress ?? null;
  if (!(socket instanceof TLSSocket)) return { address, protocol: null, certificate: null };
  const { subject, issuer, valid_from, valid_to, fingerprint256 } = socket.getPeerCertificate();
  return {
    address,
    protocol: socket.getProtocol(),
    certificate: fingerprint256
      ? {
          subject: nameIn(subject),
          issuer: nameIn(issuer),
          validFrom: new Date(valid_from).toISOString(),
          validTo: new Date(valid_to).toISOString(),
          fingerprint: fingerprint256,
        }
      : null,
  };
}

function nameIn(name: { CN?: string | string[]; O?: string | string[] } | undefined): string {
  return [name?.CN ?? name?.O ?? ''].flat().join(', ');
}
