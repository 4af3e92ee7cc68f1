import { spelled } from './times.ts';

/** A piece of a sentence. Besides words: a time of day, which only the reader’s zone can put into figures; and how long something has
 * lasted, or how long ago it was, which moves on while the page stands open. */
export type Part = string | { at: Date } | { since: Date } | { ago: Date };
export type Said = readonly Part[];

/** Older than this a time of day would need its date; “for 2 days” says it better. */
const BY_THE_CLOCK_MS = 18 * 3_600_000;

/** “since 09:46” or, where that was long ago, “for 2 days”. */
export function sinceOrFor(at: Date, now: Date): Said {
  return now.getTime() - at.getTime() < BY_THE_CLOCK_MS ? ['since ', { at }] : ['for ', { since: at }];
}

/** The words of a part other than a time of day: “12 minutes”, “12 minutes ago”, “just now”. */
export function partInWords(part: Exclude<Part, { at: Date }>, now: Date): string {
  if (typeof part === 'string') return part;
  if ('since' in part) return spelled(now.getTime() - part.since.getTime());
  const ms = now.getTime() - part.ago.getTime();
  return ms < 60_000 ? 'just now' : `${spelled(ms)} ago`;
}

/** The sentence as text, for what reads no markup. Its times are in UTC and say so. */
export function inUtc(said: Said, now: Date): string {
  return said
    .map((part) => (typeof part === 'object' && 'at' in part ? `${part.at.toISOString().slice(11, 16)} UTC` : partInWords(part, now)))
    .join('');
}

/** “A”, “A and B”, “A, B and C”. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A number and what is counted: “1 check”, “1,000 checks”. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
