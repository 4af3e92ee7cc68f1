import type { Finding } from '#workflows/core/finding.ts';
import type { Evidence } from '#activities/evidence.ts';
import { daysLeft } from './days-left.ts';
import { ill } from './findings.ts';

/** A credential's end is warned of so many days before: the threshold of the check that tries the credential itself. */
export const EXPIRY_THRESHOLDS = { expiry_warn_days: 14 };

interface Ending {
  /** "The token in AXIOM_TOKEN" */
  what: string;
  /** ISO 8601, `never`, or null where nobody tells. */
  expiresAt: string | null;
  /** `on` is the day it ends. */
  steps(on: string): string[];
}

/** A credential that works but soon will not: a warning while there is time. Null where there is enough, or nobody tells. */
export function warnOfExpiry(
  evidence: Evidence<unknown>,
  { thresholds, doc }: { thresholds: Record<string, number>; doc: string },
  said: { summary: string; metadata?: Record<string, unknown> },
  { what, expiresAt, steps }: Ending,
): Finding | null {
  const left = daysLeft(expiresAt, evidence);
  if (left === null || left >= (thresholds['expiry_warn_days'] ?? EXPIRY_THRESHOLDS.expiry_warn_days)) return null;
  const on = expiresAt!.slice(0, 10);
  const when = left < 0 ? `ended on ${on}` : `ends in ${left} ${left === 1 ? 'day' : 'days'}, on ${on}`;
  return ill(evidence, {
    ...said,
    status: 'warn',
    failureClass: 'expiring',
    rung: 'auth',
    detail: left < 0 ? `ended on ${on}` : `${left} days left`,
    summary: `${said.summary} But it ${when}.`,
    hint: { id: 'EXPIRING', title: `${what} ${when}`, steps: steps(on), doc },
  });
}
