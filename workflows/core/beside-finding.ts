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

/** Which secret was tested, so that people can tell one from another; never the secret. Kept in the metadata of every probe. */
export interface CredentialLight {
  variable: string;
  /** `variable`, or `file <path>`. */
  source: string;
  /** Null for a text of several lines, whose end says nothing. */
  last_four: string | null;
  /** The first 12 hexadecimal digits of its SHA-256. */
  fingerprint: string;
}

/** What a finding's metadata says of the last success; null where it says nothing. */
export function sinceSuccessOf(metadata: Record<string, unknown>): SinceSuccess | null {
  return (metadata['since_success'] as SinceSuccess | undefined) ?? null;
}

/** The credentials that a probe was made with, by its metadata. */
export function credentialsIn(metadata: Record<string, unknown>): CredentialLight[] {
  return (metadata['credentials'] as CredentialLight[] | undefined) ?? [];
}
