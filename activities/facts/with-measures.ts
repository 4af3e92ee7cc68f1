import type { Finding } from '#workflows/core/finding.ts';
import type { AnyCapability } from '#activities/checks/registry.ts';
import type { Evidence } from '#activities/evidence.ts';

/** Puts what was measured of the answer beside the finding; what the provider did not say is left out. */
export function withMeasures(finding: Finding, { measures }: Pick<AnyCapability, 'measures'>, { answer }: Evidence<unknown>): Finding {
  if (answer === null || !measures) return finding;
  const known = Object.entries(measures(answer as never)).filter(([, value]) => typeof value === 'number');
  return { ...finding, metadata: { ...finding.metadata, measures: Object.fromEntries(known) } };
}
