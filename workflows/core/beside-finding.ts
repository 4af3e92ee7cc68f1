/** A fact that differs between two probes. */
export interface Change {
  fact: string;
  was: string;
  is: string;
}

/** What differs from a check's last success: kept in the metadata of a finding that is not well. */
export interface SinceSuccess {
  /** When it last went well, ISO 8601. */
  at: string;
  changed: Change[];
}

/** Which credential was tested, as its provider's own page names it; never the secret. Kept in the metadata of every probe. Null: nobody
 * tells. */
export interface CredentialLight {
  /** Or `application default credentials`, where the machine's own were used. */
  variable: string;
  /** `variable`, `file <path>`, or `ADC`. */
  source: string;
  /** Whose it is, where that is no secret: a service account's address, or what kind of default credentials the machine has. */
  identity: string | null;
  /** The end of the key's id, where the provider lists keys by id (Google, Spaces); else of the secret itself. */
  last_four: string | null;
  /** `SHA256:…` of the public key for a GitHub App, as GitHub shows it; else the first 12 hexadecimal digits of a SHA-256. */
  fingerprint: string | null;
  /** What it may do, each to be read after “may”: `ingest into logs`, `read contents`. */
  may: string[] | null;
  /** ISO 8601. */
  created_at: string | null;
  /** ISO 8601, or `never`. */
  expires_at: string | null;
  /** Whole days from the probe to its end; below nothing where it is over. */
  days_left: number | null;
}

/** What a probe may come to know of the credential that it asked with. */
export type CredentialTold = Partial<Pick<CredentialLight, 'identity' | 'may' | 'created_at' | 'expires_at'>>;

/** A light of which nobody has told anything yet. */
export const UNTOLD = {
  identity: null,
  last_four: null,
  fingerprint: null,
  may: null,
  created_at: null,
  expires_at: null,
  days_left: null,
} as const satisfies Partial<CredentialLight>;

/** What a finding's metadata says of the last success; null where it says nothing. */
export function sinceSuccessOf(metadata: Record<string, unknown>): SinceSuccess | null {
  return (metadata['since_success'] as SinceSuccess | undefined) ?? null;
}

/** The credentials that a probe was made with, by its metadata; that of an older probe may tell less. */
export function credentialsIn(metadata: Record<string, unknown>): CredentialLight[] {
  const kept = (metadata['credentials'] as CredentialLight[] | undefined) ?? [];
  return kept.map((light) => ({ ...UNTOLD, ...light }));
}
