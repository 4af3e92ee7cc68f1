/** So much of a probe's metadata stands on the page of its run: it is sent twice, to be seen and to come alive. */
export const MOST_FACTS_KIB = 16;

export interface RawFacts {
  text: string;
  isCut: boolean;
}

/** Metadata as text to read, no longer than a page can bear. */
export function rawFacts(metadata: Record<string, unknown>): RawFacts {
  const text = JSON.stringify(metadata, null, 2);
  const bytes = new TextEncoder().encode(text);
  const isCut = bytes.length > MOST_FACTS_KIB * 1_024;
  // As a stream: a letter that is cut in two is left out.
  return { text: isCut ? new TextDecoder().decode(bytes.subarray(0, MOST_FACTS_KIB * 1_024), { stream: true }) : text, isCut };
}
