import type { Socket } from 'node:net';
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import type { Peer, PeerCertificate } from '#activities/evidence.ts';
import { isTrustedRoot } from './trusted-roots.ts';

/** Who is at the other end of a connection, and by which certificate. */
export function peerOf(socket: Socket): Peer {
  const address = socket.remoteAddress ?? null;
  if (!(socket instanceof TLSSocket)) return { address, protocol: null, certificate: null };
  const certificate = socket.getPeerCertificate(true);
  return {
    address,
    protocol: socket.getProtocol(),
    certificate: certificate.fingerprint256 ? { ...told(certificate), ...endsBefore(certificate) } : null,
  };
}

function told({ subject, issuer, valid_from, valid_to, fingerprint256 }: DetailedPeerCertificate): PeerCertificate {
  return {
    subject: nameIn(subject),
    issuer: nameIn(issuer),
    validFrom: new Date(valid_from).toISOString(),
    validTo: new Date(valid_to).toISOString(),
    fingerprint: fingerprint256,
  };
}

/** The first to end of those that carry the host's own, where it ends sooner. An authority that this machine trusts by itself carries
 * whatever it signed, also where the host shows it signed by an older one that ends soon: at it the chain is over. */
function endsBefore(leaf: DetailedPeerCertificate): Pick<PeerCertificate, 'endsFirst'> {
  const seen = new Set<string>();
  let first = leaf;
  for (let one = leaf; one && !seen.has(one.fingerprint256); one = one.issuerCertificate) {
    seen.add(one.fingerprint256);
    // Asked only where it matters: it reads all that this machine trusts.
    if (Date.parse(one.valid_to) >= Date.parse(first.valid_to)) continue;
    if (isTrustedRoot(one.raw)) break;
    first = one;
  }
  if (first === leaf) return {};
  const { subject, issuer, validTo } = told(first);
  return { endsFirst: { subject, issuer, validTo } };
}

function nameIn(name: { CN?: string | string[]; O?: string | string[] } | undefined): string {
  return [name?.CN ?? name?.O ?? ''].flat().join(', ');
}
