/** “You broke this in the sandbox: Axiom refuses the token.” A title that holds a colon of its own is said in a sentence of its own. */
export function brokeThis(title: string): string {
  return `You broke this in the sandbox${title.includes(': ') ? '.' : ':'} ${title.replace(/\.$/, '')}.`;
}
