import { checkLabel } from './names.ts';
import { listed } from './said.ts';

interface Named {
  scope: string;
  provider: string | null;
  capability: string;
}

/** Several checks as one: “Vertex text and JSON”; from four on, or over several providers, “Vertex text and 3 others”. */
export function together(checks: readonly Named[]): string {
  const [first, ...rest] = checks;
  const isOfOne = rest.every(({ scope, provider }) => scope === first!.scope && provider === first!.provider);
  if (rest.length > 2 || !isOfOne) return `${checkLabel(first!)} and ${rest.length === 1 ? '1 other' : `${rest.length} others`}`;
  // The label of a check is that of its provider and its capability; said once, the first is enough.
  return listed([checkLabel(first!), ...rest.map((check) => checkLabel(check).slice(prefixOf(first!).length))]);
}

function prefixOf({ scope, provider }: Named): string {
  return checkLabel({ scope, provider, capability: '' });
}
