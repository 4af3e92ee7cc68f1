import { X509Certificate } from 'node:crypto';
import type { ProbeTools } from '#activities/capability.ts';
import type { GoogleAccount } from '#activities/settings.ts';

/** From when until when a service account's key is good; ISO 8601. */
export interface KeyLife {
  from: string;
  until: string;
}

/** Asks for the certificate that Google publishes of the account's key: anybody may. Null where there is none, or it cannot be read. */
export async function askKeyLife(
  fetch: ProbeTools['fetch'],
  { keyId, url }: NonNullable<GoogleAccount['certificate']>,
): Promise<KeyLife | null> {
  try {
    const response = await fetch(url);
    const certificates = response.ok ? ((await response.json()) as Record<string, string>) : {};
    const { validFromDate: from, validToDate: until } = new X509Certificate(certificates[keyId] ?? '');
    return { from: from.toISOString(), until: until.toISOString() };
  } catch {
    return null;
  }
}

/** When the key ends. Google writes a key that never does as good until the last second of the year 9999. */
export function endOf({ until }: KeyLife): string {
  return until.startsWith('9999-') ? 'never' : until;
}
