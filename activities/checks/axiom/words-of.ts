import { z } from 'zod';

/** Axiom's OpenAPI documents: an error is an object with a message. */
const errorSchema = z.object({ message: z.string() });

/** The message of an error document of Axiom's; null where it is none. */
export function wordsOf(bodyText: string | null): string | null {
  try {
    return errorSchema.safeParse(JSON.parse(bodyText ?? '')).data?.message ?? null;
  } catch {
    return null;
  }
}
