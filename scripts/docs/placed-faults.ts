import type { Fault } from '#scripts/sandbox/provider.ts';
import { faultsOf } from '#scripts/sandbox/faults-of.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { rootOf, type Root } from '#scripts/sandbox/root-of.ts';

/** The providers as the page names them, by what their checks’ names begin with. */
export const PROVIDER_NAMES = {
  'gemini.ai_studio': 'AI Studio',
  'gemini.vertex': 'Vertex',
  github: 'GitHub',
  axiom: 'Axiom',
  spaces: 'Spaces',
} as const;
export type PlacedAt = keyof typeof PROVIDER_NAMES;

/** A fault at the provider whose light it turns, with what that light must say. */
export interface PlacedFault {
  fault: Fault;
  at: PlacedAt;
  root: Root;
  /** The same at each host. */
  isOfTheWire: boolean;
}

/** Every fault of the sandbox, once. */
export function placedFaults(): PlacedFault[] {
  return PROVIDERS.flatMap((provider) =>
    faultsOf(provider).map((fault) => {
      const root = rootOf(fault);
      return { fault, at: placeOf(root.check), root, isOfTheWire: !provider.faults.includes(fault) };
    }),
  );
}

function placeOf(check: string): PlacedAt {
  const at = check.slice(0, check.lastIndexOf('.'));
  if (!(at in PROVIDER_NAMES)) throw new Error(`${check} is of no provider that the page has: add it to scripts/docs/placed-faults.ts.`);
  return at as PlacedAt;
}
