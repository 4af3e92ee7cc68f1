import { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { createCA } from 'mkcert';
import { expect, it } from 'vitest';
import { peerOf } from '#activities/transport/peer-of.ts';
import { trustAuthority } from '#activities/transport/trust-authority.ts';

interface Made {
  subject: string;
  days: number;
  raw?: Buffer;
}

const inDays = (days: number): string => new Date(Date.UTC(2026, 0, 1 + days)).toUTCString();
const about = { countryCode: 'XX', state: 'none', locality: 'loopback', validity: 2 };
const untrusted = new X509Certificate((await createCA({ ...about, organization: 'Trusted nowhere' })).cert).raw;

/** An open connection whose host shows these certificates, its own first; the last one is signed by itself, as a root is. */
function shown(...chain: Made[]): TLSSocket {
  const made = chain.map(({ subject, days, raw = untrusted }, index) => ({
    subject: { CN: subject },
    issuer: { CN: chain[index + 1]?.subject ?? subject },
    valid_from: inDays(-1),
    valid_to: inDays(days),
    fingerprint256: `AA:${index}`,
    raw,
    issuerCertificate: null as unknown,
  }));
  for (const [index, one] of made.entries()) one.issuerCertificate = made[index + 1] ?? one;
  return Object.create(TLSSocket.prototype, {
    remoteAddress: { value: '192.0.2.1' },
    getProtocol: { value: () => 'TLSv1.3' },
    getPeerCertificate: { value: () => made[0] },
  }) as TLSSocket;
}

it('names the certificate of the chain that ends before the host’s own', () => {
  const peer = peerOf(shown({ subject: 'api.test', days: 80 }, { subject: 'Between', days: 9 }, { subject: 'Root', days: 900 }));
  expect(peer.certificate).toMatchObject({
    subject: 'api.test',
    validTo: new Date(inDays(80)).toISOString(),
    endsFirst: { subject: 'Between', issuer: 'Root', validTo: new Date(inDays(9)).toISOString() },
  });
});

it('names none where the host’s own is the first to end', () => {
  const peer = peerOf(shown({ subject: 'api.test', days: 80 }, { subject: 'Between', days: 90 }, { subject: 'Root', days: 900 }));
  expect(peer.certificate).not.toHaveProperty('endsFirst');
});

it('looks no further than an authority that this machine trusts: an older one that signed it is not needed', async () => {
  const { cert } = await createCA({ ...about, organization: 'Trusted here' });
  trustAuthority(cert);
  const trusted = { subject: 'New root', days: 5, raw: new X509Certificate(cert).raw };
  expect(peerOf(shown({ subject: 'api.test', days: 80 }, trusted, { subject: 'Old root', days: 2 })).certificate).not.toHaveProperty(
    'endsFirst',
  );
});
