const GUIDED = ['axiom', 'gemini', 'github', 'spaces'];

/** The guide that sets a scope up from nothing, as a path in the project. Null where none is written. */
export function guideOf(scope: string): string | null {
  return GUIDED.includes(scope) ? `docs/guides/${scope}.md` : null;
}
