import type { Finding } from '#workflows/core/finding.ts';
import type { Evidence } from '#activities/evidence.ts';

/** The finding with what the probe is estimated to have cost, where the judge has not said it. What was refused, or never reached the
 * provider, is not billed; what was cut off on the way may have been. */
export function withCost<F extends Finding>(finding: F, { exchanges }: Pick<Evidence<unknown>, 'exchanges'>, costUsd: number): F {
  const last = exchanges.at(-1);
  // What was refused stays refused, whatever was asked afterwards for the sake of the hint.
  if (finding.cost_usd > 0 || !last || (finding.http_status ?? 0) >= 400) return finding;
  const isBilled = last.status === null ? last.trouble === null || last.trouble.phase === 'http' : last.status < 400;
  return isBilled ? { ...finding, cost_usd: costUsd } : finding;
}
