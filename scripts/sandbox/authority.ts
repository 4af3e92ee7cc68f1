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
  names: readonly string[];
}

/** What ends in days is made anew before it means something else. */
const FRESH_MS = 3_600_000;

/** Opens the authority of this folder, or makes it; it vouches for these names. Its key stays there, for the certificates that are made
 * while a fault is on. */
export async function openAuthority(folder: string, names: readonly string[]): Promise<Authority> {
  const file = join(folder, 'authority.json');
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Partial<Kept>;
  const { ca, right } = String(kept.names) === String(names) ? (kept as Kept) : await make(file, kept.names ? kept.ca : undefined, names);
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
      const certificate = MAKES[kind](ca, names);
      made.set(kind, { until: Date.now() + FRESH_MS, certificate });
      return certificate;
    },
  };
}

const MAKES: Record<CertificateFault, (ca: Certificate, names: readonly string[]) => Promise<Certificate>> = {
  cert_expired: (ca, names) => sign(ca, names, -1),
  // In its own name, by a key that no authority vouches for: what TLS calls self-signed.
  cert_self_signed: async (ca, names) => sign(await sign(ca, names, 825), names, 825),
  cert_expiring: (ca, names) => sign(ca, names, 5),
  cert_wrong_name: (ca) => sign(ca, ['another-host.test'], 825),
};

async function make(file: string, before: Certificate | undefined, names: readonly string[]): Promise<Kept> {
  const ca = before ?? (await createAuthority());
  const kept = { ca, right: await sign(ca, names, 825), names };
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
  return kept;
}

const sign = (ca: Certificate, names: readonly string[], validity: number): Promise<Certificate> =>
  createCert({ ca, domains: [...names], validity });

/** Two authorities of one name would be taken for each other. */
function createAuthority(): Promise<Certificate> {
  const organization = `Greenlight sandbox ${randomBytes(4).toString('hex')}`;
  return createCA({ organization, countryCode: 'XX', state: 'none', locality: 'loopback', validity: 3650 });
}
