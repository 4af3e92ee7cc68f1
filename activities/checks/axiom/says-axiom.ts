import { z } from 'zod';
import type { Exchange } from '#activities/evidence.ts';

/** Axiom's OpenAPI documents: an error is an object with a message. */
const errorSchema = z.object({ message: z.string() });

/** Whether it is Axiom itself that refuses: whatever stands between us and it refuses too, but not in Axiom's words. */
export function saysAxiom({ trouble, bodyText }: Exchange): boolean {
  if (trouble !== null || !bodyText) return false;
  try {
    return errorSchema.safeParse(JSON.parse(bodyText)).success;
  } catch {
    return false;
  }
}
