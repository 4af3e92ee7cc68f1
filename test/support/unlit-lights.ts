import { createChecks } from '#activities/checks/create-checks.ts';
import { readTargets } from '#env.ts';
import type { Hint } from '#workflows/core/finding.ts';

const ENTRIES = createChecks(readTargets({})).map(({ entry }) => entry);

/** The checks that a hint sends people to and that wait for the one that failed: nobody would see a light there. */
export function unlitLights({ steps }: Hint, failed: string): string[] {
  const text = steps
    .join(' ')
    .split(/[^\w.]+/)
    .map((word) => word.replace(/\.$/, ''));
  return ENTRIES.map(({ name }) => name).filter((name) => text.includes(name) && waitsFor(name, failed));
}

function waitsFor(name: string, other: string): boolean {
  const { requires } = ENTRIES.find((entry) => entry.name === name)!;
  return requires.some((required) => required === other || waitsFor(required, other));
}
