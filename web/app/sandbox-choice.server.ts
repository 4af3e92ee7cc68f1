import { createHash } from 'node:crypto';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Selection } from '#workflows/core/run.ts';
import type { SandboxFault } from './sandbox-fault.ts';

const TWICE_MS = 10_000;

/** A fault to be surprised by: by chance, but the same form sent twice means the same one. Null where all is broken already. */
export function surpriseOf(faults: readonly SandboxFault[], nonce: string, now: Date): SandboxFault | null {
  const some = faults.filter(({ surprising }) => surprising);
  const first = createHash('sha256').update(nonce).digest().readUInt32BE() % Math.max(1, some.length);
  const inTurn = [...some.slice(first), ...some.slice(0, first)];
  const isFree = ({ brokenAt }: SandboxFault): boolean => brokenAt === null;
  const isOurs = inTurn[0] && !isFree(inTurn[0]) && now.getTime() - inTurn[0].brokenAt!.getTime() < TWICE_MS;
  return isOurs ? inTurn[0]! : (inTurn.find(isFree) ?? null);
}

/** What to look at where these were broken or healed: their provider, with all that waits for the check nearest to the cause. What is
 * looked at only when it is named is named. */
export function selectionFor(
  faults: readonly Pick<SandboxFault, 'checks'>[],
  catalogue: readonly Pick<CatalogueEntry, 'name' | 'scope' | 'provider' | 'expensive' | 'configured'>[],
): Selection {
  const touched = catalogue.filter(({ name, configured }) => configured && faults.some(({ checks }) => checks.includes(name)));
  const nearest = faults.map(({ checks }) => touched.find(({ name }) => name === checks[0]));
  if (nearest.some((entry) => entry?.expensive)) return { ...EVERYTHING_CHEAP, checks: touched.map(({ name }) => name) };
  const providers = new Set(touched.map(({ provider }) => provider));
  return {
    ...EVERYTHING_CHEAP,
    scopes: [...new Set(touched.map(({ scope }) => scope))],
    provider: providers.size === 1 ? [...providers][0]! : null,
  };
}
