/** Words of a provider that alone tell one case from another, where status, code, reason and headers are the same for both. */
export interface TellingText {
  /** Matched against what the provider said, never against a whole sentence. */
  words: RegExp;
  tells: string;
  /** Where the words are known from, and how sure that is (docs/diagnosis.md: L3, L2, L1, L0). */
  source: string;
  /** The faults of the sandbox that come out otherwise without these words; left out: the one with this entry’s own name, if there is one. */
  faults?: readonly string[];
}

/** Every text by which anything is judged, in one place: a provider may reword any of them, and then the case comes out as the entry says
 * in `tells` it would without. */
export const ONLY_TEXT_TELLS = {
  // Google’s token endpoint
  // Gemini
  // GitHub
  // Axiom
  // Spaces
} as const satisfies Record<string, TellingText>;
