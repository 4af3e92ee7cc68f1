import { z } from 'zod';

/** A fault of the sandbox, as its control tells of it. */
export const sandboxFault = z.object({
  id: z.string(),
  /** What it is called: “Axiom refuses the token”. */
  title: z.string(),
  does: z.string(),
  /** `axiom`, `gemini.vertex`, `ours`. */
  group: z.string(),
  /** The host, where it is a fault of the wire; null where it is the provider’s own. */
  wire: z.string().nullable(),
  status: z.string().nullable(),
  /** The checks that it touches, the nearest to the cause first. */
  checks: z.array(z.string()),
  featured: z.boolean(),
  surprising: z.boolean(),
  /** Null while it is whole. */
  brokenAt: z
    .string()
    .transform((at) => new Date(at))
    .nullable(),
});
export type SandboxFault = z.infer<typeof sandboxFault>;

/** As much of one as the list of faults shows. */
export type OfferedFault = Pick<SandboxFault, 'id' | 'title' | 'does' | 'group' | 'wire' | 'featured'>;

/** As much of one as every page knows while it is broken. */
export type BrokenFault = Pick<SandboxFault, 'id' | 'title' | 'checks'>;

export interface FaultGroup {
  key: string;
  /** What the provider itself can have. */
  own: OfferedFault[];
  /** What the wire to each of its hosts can have. */
  wires: { host: string; faults: OfferedFault[] }[];
}

/** The faults by whose they are, in their own order. */
export function faultGroups(faults: readonly OfferedFault[]): FaultGroup[] {
  return [...Map.groupBy(faults, ({ group }) => group)].map(([key, members]) => ({
    key,
    own: members.filter(({ wire }) => wire === null),
    wires: [...Map.groupBy(members, ({ wire }) => wire)].flatMap(([host, some]) => (host === null ? [] : [{ host, faults: some }])),
  }));
}

/** The faults that hold every word of a search somewhere; none for a search without a word. */
export function matchingFaults(faults: readonly OfferedFault[], search: string): OfferedFault[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return faults.filter(({ id, title, does }) => {
    const text = `${id} ${title} ${does}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The broken thing that a check’s trouble comes from: one that is said to touch it, else one of the same provider. */
export function faultFor(check: string, broken: readonly BrokenFault[]): BrokenFault | null {
  const owner = check.slice(0, check.lastIndexOf('.') + 1);
  return (
    broken.find(({ checks }) => checks[0] === check) ??
    broken.find(({ checks }) => checks.includes(check)) ??
    broken.find(({ checks }) => checks.some((other) => other.startsWith(owner))) ??
    null
  );
}
