import { defineCapability } from '#activities/capability.ts';
import type { Check } from '#activities/checks/create-checks.ts';
import { well } from '#activities/judging/findings.ts';
import type { Target } from '#activities/settings.ts';

const TARGET: Target = { kind: 'axiom', scope: 'bench', provider: null, settings: {} as never, missing: [], secrets: [], variables: [] };

/** Checks that do nothing, in providers of one check and those that require it: `[4, 4]` makes ten of two providers. */
export function noOpChecks(groups: readonly number[]): Check[] {
  return groups.flatMap((dependents, group) => {
    const provider = `p${group}`;
    return Array.from({ length: 1 + dependents }, (_, index) => noOpCheck(provider, index === 0 ? 'key' : `c${index}`));
  });
}

function noOpCheck(provider: string, name: string): Check {
  const capability = defineCapability({
    kind: 'axiom',
    capability: name,
    title: 'Nothing is done',
    why: 'To measure what the doctor itself costs.',
    does: 'Nothing.',
    costUsd: 0,
    expensive: false,
    baseline: true,
    cadenceMs: 3_600_000,
    requires: name === 'key' ? [] : ['key'],
    deadlineMs: 10_000,
    thresholds: {},
    probe: () => Promise.resolve({}),
    judge: (evidence) => well(evidence, { summary: 'Nothing was done.' }),
  });
  const { title, why, does, costUsd, expensive, baseline, cadenceMs, requires } = capability;
  return {
    capability: capability as never,
    target: { ...TARGET, provider },
    entry: {
      name: `bench.${provider}.${name}`,
      scope: 'bench',
      provider,
      capability: name,
      title,
      why,
      does,
      cost_usd: costUsd,
      expensive,
      baseline,
      cadence_ms: cadenceMs,
      requires: requires.map((required) => `bench.${provider}.${required}`),
      configured: true,
      missing: [],
      doc: 'docs/benchmarks.md',
    },
  };
}
