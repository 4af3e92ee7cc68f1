import { createHash } from 'node:crypto';

const LONGEST = 180;

/** A selection's key as a workflow's id can hold it. Many named checks are told apart by more than those that come first. */
export function shortKey(key: string): string {
  if (key.length <= LONGEST) return key;
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return `${key.slice(0, LONGEST - mark.length - 1)}#${mark}`;
}
