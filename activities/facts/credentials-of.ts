import { createHash } from 'node:crypto';
import type { CredentialLight } from '#workflows/core/beside-finding.ts';
import type { Target } from '#activities/settings.ts';

/** The secrets that a target is asked with. */
export function credentialsOf({ variables }: Pick<Target, 'variables'>): CredentialLight[] {
  return variables
    .filter(({ secret }) => secret)
    .map(({ name, value, source }) => ({
      variable: name,
      source,
      last_four: /\n/.test(value.trim()) || value.length < 16 ? null : value.slice(-4),
      fingerprint: createHash('sha256').update(value).digest('hex').slice(0, 12),
    }));
}
