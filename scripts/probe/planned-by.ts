import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Selection } from '#workflows/core/run.ts';

/** What a run over the selection would do, prerequisites included, in the order of the catalogue. What is not well now is only known
 * to the stack: `failing` shows all it could be. */
export function plannedBy(selection: Selection, catalogue: readonly CatalogueEntry[]): CatalogueEntry[] {
  const asked = catalogue.filter((entry) => {
    if (selection.scopes.length > 0 && !selection.scopes.includes(entry.scope)) return false;
    if (selection.provider !== null && selection.provider !== entry.provider) return false;
    if (selection.checks.length > 0) return selection.checks.includes(entry.name);
    if (selection.baseline) return entry.baseline && entry.configured;
    return !entry.expensive || selection.expensive;
  });
  const names = new Set<string>();
  const add = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    catalogue.find((entry) => entry.name === name)?.requires.forEach(add);
  };
  for (const { name } of asked) add(name);
  return catalogue.filter(({ name }) => names.has(name));
}
