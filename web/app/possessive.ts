/** Whose: “Axiom’s”, “Spaces’”. */
export function possessive(name: string): string {
  return `${name}’${name.endsWith('s') ? '' : 's'}`;
}
