import type { Concerned } from './causes.ts';
import { counted, listed } from './said.ts';

const NAMED_AT_MOST = 6;

/** A few checks by their names; more by their number and their providers. */
export function few(checks: readonly Concerned[]): string {
  if (checks.length <= NAMED_AT_MOST) return listed(checks.map(({ label }) => label));
  const groups = [...new Set(checks.map(({ group }) => group))];
  return `${counted(checks.length, 'check')} of ${groups.length > NAMED_AT_MOST ? `${groups.length} providers` : listed(groups)}`;
}
