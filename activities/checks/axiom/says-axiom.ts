import type { Exchange } from '#activities/evidence.ts';
import { wordsOf } from './words-of.ts';

/** Whether it is Axiom itself that refuses: whatever stands between us and it refuses too, but not in Axiom's words. */
export function saysAxiom({ trouble, bodyText }: Exchange): boolean {
  return trouble === null && wordsOf(bodyText) !== null;
}
