import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Trusts one more certificate authority (PEM), in this process only. */
export function trustAuthority(pem: string): void {
  setDefaultCACertificates([...getCACertificates('default'), pem]);
}
