import { createChecks } from '#activities/checks/create-checks.ts';
import type { Env } from '#env.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';

/** The catalogue without a stack: the checks of this version. In the sandbox all targets count as configured, as they will be. */
export function catalogueFor(mode: Env['mode'], targets: Parameters<typeof createChecks>[0]): CatalogueEntry[] {
  return createChecks(targets).map(({ entry }) => (mode === 'sandbox' ? { ...entry, configured: true, missing: [] } : entry));
}
