import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';

/** True where this machine trusts the certificate's key by itself, whoever signed the certificate. */
export function isTrustedRoot(der: Uint8Array): boolean {
  const { publicKey, subject } = new X509Certificate(der);
  return getCACertificates('default').some((pem) => {
    const root = new X509Certificate(pem);
    return root.subject === subject && root.publicKey.equals(publicKey);
  });
}
