import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCA, createCert, type Certificate } from 'mkcert';
import { WIRE_FAULTS, type WireFault } from './wire-faults.ts';

type CertificateFault = Extract<WireFault, `cert_${string}`>;
/** The right certificate, or one that a fault shows instead. */
type CertificateKind = 'right' | CertificateFault;

/** A throwaway authority, and what it signs. */
export interface Authority {
  /** PEM, and the file that holds it. */
  ca: string;
  caFile: string;
  certificate(kind: CertificateKind): Promise<Certificate>;
}

/** The faults that show another certificate. */
export const CERTIFICATE_FAULTS = Object.keys(WIRE_FAULTS).filter((kind): kind is CertificateFault => kind.startsWith('cert_'));

interface Kept {
  ca: Certificate;
  right: Certificate;
  names: string[];
}

const NAMES = ['127.0.0.1', 'localhost'];
/** What ends in days is made anew before it means something else. */
const FRESH_MS = 3_600_000;

/** Opens the authority of this folder, or makes it. Its key stays there, for the certificates that are made while a fault is on. */
export async function openAuthority(folder: string): Promise<Authority> {
  const file = join(folder, 'authority.json');
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Partial<Kept>;
  const { ca, right } = String(kept.names) === String(NAMES) ? (kept as Kept) : await make(file);
  const caFile = join(folder, 'authority.pem');
  writeFileSync(caFile, ca.cert);
  const made = new Map<CertificateKind, { until: number; certificate: Promise<Certificate> }>();
  return {
    ca: ca.cert,
    caFile,
    certificate(kind) {
      if (kind === 'right') return Promise.resolve(right);
      const before = made.get(kind);
      if (before && Date.now() < before.until) return before.certificate;
      const certificate = MAKES[kind](ca);
      made.set(kind, { until: Date.now() + FRESH_MS, certificate });
      return certificate;
    },
  };
}

const MAKES: Record<CertificateFault, (ca: Certificate) => Promise<Certificate>> = {
  cert_expired: (ca) => createCert({ ca, domains: NAMES, validity: -1 }),
  // In its own name, by a key that no authority vouches for: what TLS calls self-signed.
  cert_self_signed: async (ca) =>
    createCert({ ca: await createCert({ ca, domains: NAMES, validity: 825 }), domains: NAMES, validity: 825 }),
  cert_expiring: (ca) => createCert({ ca, domains: NAMES, validity: 5 }),
  cert_wrong_name: (ca) => createCert({ ca, domains: ['another-host.test'], validity: 825 }),
};

async function make(file: string): Promise<Kept> {
  const ca = await createAuthority('Greenlight sandbox', 3650);
  const kept = { ca, right: await createCert({ ca, domains: NAMES, validity: 825 }), names: NAMES };
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
  return kept;
}

/** Two authorities of one name would be taken for each other. */
function createAuthority(name: string, validity: number): Promise<Certificate> {
  const organization = `${name} ${randomBytes(4).toString('hex')}`;
  return createCA({ organization, countryCode: 'XX', state: 'none', locality: 'loopback', validity });
}
