import type { GoogleAccount } from '#activities/settings.ts';

/** True for credentials of Workload Identity Federation: another’s token is exchanged for one of Google’s, at an address of their own. */
export function isFederated({ other }: GoogleAccount): boolean {
  return other?.type.startsWith('external_account') ?? false;
}
