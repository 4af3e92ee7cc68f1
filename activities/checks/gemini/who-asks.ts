import type { GoogleAccount } from '#activities/settings.ts';

const NAMES: Record<string, string> = {
  authorized_user: 'a person',
  external_account: 'a federation',
  external_account_authorized_user: 'a person of a federation',
  impersonated_service_account: 'a service account',
};

/** The account as people know it: its address, or what kind it is. */
export function whoAsks({ clientEmail, other }: GoogleAccount): string {
  return clientEmail || (NAMES[other?.type ?? ''] ?? 'an account');
}
