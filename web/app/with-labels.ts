import type { Hint } from '#workflows/core/finding.ts';
import { capabilityName, checkLabel } from './names.ts';

type Named = Parameters<typeof checkLabel>[0];

const KEY = /\b[a-z]\w*(?:\.\w+){1,2}\b/g;

/** A finding that names the check it waits for, with that check called as people do: what is written down holds the names that one types. A
 * check of the same provider needs none of the provider’s. */
export function withLabels(text: string, checks: readonly (Named & { name: string })[], beside: Named): string {
  return text.replaceAll(KEY, (key) => {
    const check = checks.find(({ name }) => name === key);
    if (!check) return key;
    return check.scope === beside.scope && check.provider === beside.provider ? capabilityName(check.capability) : checkLabel(check);
  });
}

/** The same for the steps that such a finding comes with. */
export function hintWithLabels(hint: Hint | null, labelled: (text: string) => string): Hint | null {
  return hint && { ...hint, title: labelled(hint.title), steps: hint.steps.map(labelled) };
}
