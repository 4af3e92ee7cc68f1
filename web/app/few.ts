import type { Concerned } from './causes.ts';
import { counted, listed } from './said.ts';

const NAMED_AT_MOST = 6;

/** A few checks by their names, without that of the provider where it is `home`; more by their number and their providers. */
export function few(checks: readonly Concerned[], home: string): string {
  if (checks.length <= NAMED_AT_MOST) return listed(checks.map(({ label, group, capability }) => (group === home ? capability : label)));
  const groups = [...new Set(checks.map(({ group }) => group))];
  return `${counted(checks.length, 'check')} of ${groups.length > NAMED_AT_MOST ? `${groups.length} providers` : listed(groups)}`;
}
