import type { Change } from '#workflows/core/beside-finding.ts';

const MARKED = /^(…\S+) \(fingerprint \w+\)$/;

/** What a fact was and is, in as few words as tell the two apart: of two credentials their ends, where those differ. */
export function changeWords({ was, is }: Change): Pick<Change, 'was' | 'is'> {
  const [before, now] = [MARKED.exec(was)?.[1], MARKED.exec(is)?.[1]];
  return before && now && before !== now ? { was: before, is: now } : { was, is };
}
