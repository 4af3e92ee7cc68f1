import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Target } from '#activities/settings.ts';
import { CAPABILITIES, type AnyCapability } from './registry.ts';

/** A capability of one target: what the catalogue says about it, and all that is needed to probe it. */
export interface Check {
  entry: CatalogueEntry;
  capability: AnyCapability;
  target: Target;
}

/** Every capability of every target, configured or not, in the registry's order. */
export function createChecks(targets: readonly Target[], capabilities: readonly AnyCapability[] = CAPABILITIES): Check[] {
  return targets.flatMap((target) =>
    capabilities
      .filter((capability) => capability.kind === target.kind)
      .map((capability) => ({ entry: entryOf(capability, target), capability, target })),
  );
}

/** The page of a capability: one for all providers of its scope. */
function docOf(scope: string, capability: string): string {
  return `docs/checks/${scope}.${capability.replaceAll('_', '-')}.md`;
}

function entryOf(capability: AnyCapability, target: Target): CatalogueEntry {
  const name = (part: string) => [target.scope, target.provider, part].filter(Boolean).join('.');
  return {
    name: name(capability.capability),
    scope: target.scope,
    provider: target.provider,
    capability: capability.capability,
    title: capability.title,
    why: capability.why,
    does: capability.does,
    cost_usd: capability.costUsd,
    expensive: capability.expensive,
    baseline: capability.baseline,
    cadence_ms: capability.cadenceMs,
    requires: capability.requires.map(name),
    configured: target.settings !== null,
    missing: target.missing,
    doc: docOf(target.scope, capability.capability),
    thresholds: capability.thresholds,
  };
}
