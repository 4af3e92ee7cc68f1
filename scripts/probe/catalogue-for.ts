import { createChecks } from '#activities/checks/create-checks.ts';
import { withThresholds } from '#activities/checks/with-thresholds.ts';
import { ConfigurationError, type Env } from '#env.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';

/** The catalogue without a stack: the checks of this version, with the thresholds that are set. In the sandbox all targets count as
 * configured, as they will be.
 * @throws ConfigurationError where thresholds are set that there are not. */
export function catalogueFor(
  { mode, thresholds }: Pick<Env, 'mode' | 'thresholds'>,
  targets: Parameters<typeof createChecks>[0],
): CatalogueEntry[] {
  const { checks, faults } = withThresholds(createChecks(targets), thresholds);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return checks.map(({ entry }) => (mode === 'sandbox' ? { ...entry, configured: true, missing: [] } : entry));
}
