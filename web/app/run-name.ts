import type { Selection } from '#workflows/core/run.ts';
import { checkLabel, groupName, providerName, scopeName } from './names.ts';
import { listed } from './said.ts';

/** More names than this are counted. */
const MOST = 3;

/** What a run is over, as people write it: “Baseline”, “Axiom and Gemini”, “Everything but costly”. */
export function runName(selection: Selection): string {
  const { baseline, failing, expensive } = selection;
  const named = namedIn(selection);
  const kinds = [...(named ? [named] : []), ...(baseline ? ['baseline'] : []), ...(failing ? ['what was not well'] : [])];
  if (kinds.length === 0) return expensive ? 'Everything, costly too' : 'Everything but costly';
  const text = [...kinds, ...(expensive ? ['costly too'] : [])].join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function namedIn({ scopes, provider, checks }: Selection): string {
  if (checks.length > MOST) return `${checks.length} checks`;
  const owners = provider === null ? scopes.map(scopeName) : scopes.length === 0 ? [providerName(provider)] : [];
  const groups = provider === null ? [] : scopes.map((scope) => groupName(`${scope}.${provider}`));
  return listed([...owners, ...groups, ...checks.map(labelOf)]);
}

/** A check that was run may have left the catalogue: its name tells. */
function labelOf(check: string): string {
  const parts = check.split('.');
  return checkLabel({ scope: parts[0]!, provider: parts.length > 2 ? parts[1]! : null, capability: parts.at(-1)! });
}
