import type { CredentialTold } from '#workflows/core/beside-finding.ts';

/** Granted permissions as what the App may do: `{ contents: 'read' }` is `read contents`. */
export function rightsOf(permissions: Record<string, string>): CredentialTold {
  const may = Object.entries(permissions).map(
    ([name, level]) => `${level === 'admin' ? 'administer' : level} ${name.replaceAll('_', ' ')}`,
  );
  return may.length > 0 ? { may } : {};
}
