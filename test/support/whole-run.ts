import { createChecks } from '#activities/checks/create-checks.ts';
import { withheld, type Ended } from '#workflows/core/withheld.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { readTargets } from '#env.ts';
import type { ProviderBench } from './provider-bench.ts';

/** How one check of a run ended: with a finding, or withheld for a prerequisite. */
export interface RunEnd extends Ended {
  finding: Finding | null;
}

/** Runs every check of a bench as a run does, the expensive ones too: each after what it requires, withheld by the same rule. */
export async function wholeRun(bench: ProviderBench, deadlineMs?: number): Promise<RunEnd[]> {
  const entries = createChecks(readTargets(bench.sandbox.variables))
    .map(({ entry }) => entry)
    .filter(({ configured }) => configured);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const started = new Map<string, Promise<RunEnd>>();
  const start = (name: string): Promise<RunEnd> => {
    const run = started.get(name) ?? end(name);
    started.set(name, run);
    return run;
  };
  const end = async (check: string): Promise<RunEnd> => {
    const reason = withheld(check, await Promise.all(byName.get(check)!.requires.map(start)));
    if (reason) return { check, status: reason.status, unprobed: reason, finding: null };
    const { finding } = await bench.examine(check, {}, deadlineMs);
    return { check, status: finding.status, unprobed: null, finding };
  };
  return Promise.all(entries.map(({ name }) => start(name)));
}
