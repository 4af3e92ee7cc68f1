import { providerKey } from '#workflows/core/check.ts';
import type { RunRequest, Selection } from '#workflows/core/run.ts';
import type { Check } from './checks/create-checks.ts';
import type { RunOpening } from './memory.ts';

/** Time to record a finding once the check's own deadline has passed: a timeout from outside is then never the provider's. */
const RECORDING_MS = 10_000;
const ATTEMPTS = 3;

type Plan = RunOpening['checks'];

/** Decides which checks a run does: what was asked for, and what that requires, prerequisites first. `notWell` names the checks
 * that are not ok now. */
export function planRun(request: RunRequest, checks: readonly Check[], notWell: readonly string[], limit = 4): Plan {
  const byName = new Map(checks.map((check) => [check.entry.name, check]));
  const asked = new Set(checks.filter((check) => isAsked(check, request.selection, notWell)).map(({ entry }) => entry.name));
  const plan = new Map<string, Plan[number]>();
  const add = (name: string): void => {
    const check = byName.get(name);
    if (!check || plan.has(name)) return;
    for (const required of check.entry.requires) add(required);
    plan.set(name, { ...places(check, limit), asked: asked.has(name) });
  };
  for (const name of asked) add(name);
  return [...plan.values()];
}

function isAsked({ entry }: Check, selection: Selection, notWell: readonly string[]): boolean {
  if (selection.scopes.length > 0 && !selection.scopes.includes(entry.scope)) return false;
  if (selection.provider !== null && selection.provider !== entry.provider) return false;
  if (selection.checks.length > 0) return selection.checks.includes(entry.name);
  if (selection.baseline) return entry.baseline && entry.configured;
  if (selection.failing && !notWell.includes(entry.name)) return false;
  return !entry.expensive || selection.expensive;
}

function places({ entry, capability }: Check, limit: number): Omit<Plan[number], 'asked'> {
  const startToCloseMs = capability.deadlineMs + RECORDING_MS;
  // Expensive checks get one attempt, so that an image is not knowingly paid twice.
  const maxAttempts = entry.expensive ? 1 : ATTEMPTS;
  return {
    check: entry.name,
    requires: entry.requires,
    provider: providerKey(entry),
    limit,
    startToCloseMs,
    // Room for the attempts, the waits between them, and a worker or two that die on the way.
    scheduleToCloseMs: startToCloseMs * (maxAttempts + 2) + 60_000,
    maxAttempts,
    // What is not configured spends nothing, and is told so rather than of a budget.
    expensive: entry.expensive && entry.configured,
  };
}
