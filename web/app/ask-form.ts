import { z } from 'zod';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { RunRequest, Selection } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP, selectionKey } from '#workflows/core/selection.ts';

const fields = z.object({
  selection: z.enum(['all', 'baseline', 'failing', 'expensive']).optional(),
  scope: z.string().max(200).optional(),
  provider: z.string().max(200).optional(),
  check: z.array(z.string().max(200)).max(1_000),
  /** Names of checks, with commas: a button has but one value. */
  checks: z.string().max(100_000).optional(),
  /** `scope` or `scope.provider`. */
  group: z.string().max(200).optional(),
  nonce: z.string().max(100).optional(),
});

/** Turns a Run now form into a request to the doctor, or into a sentence that says what is wrong with it. `again` names the checks of the
 * run that the form names (`run`) which were not well; null: there is no such run. */
export function readAskForm(
  form: FormData,
  checks: readonly CatalogueEntry[],
  again: readonly string[] | null = null,
): { request: RunRequest } | { refusal: string } {
  const named = form.getAll('checks').flatMap((names) => (typeof names === 'string' ? names.split(',') : []));
  const parsed = fields.safeParse({
    ...Object.fromEntries(form),
    check: [...form.getAll('check'), ...named].filter((name) => name !== ''),
  });
  if (!parsed.success) return { refusal: 'The form holds something that this panel did not put there. Load the page again.' };
  const { selection, check, group, nonce } = parsed.data;
  const { scope = group?.split('.')[0], provider = group?.split('.')[1] } = parsed.data;
  if (!selection && !scope && !provider && check.length === 0 && !form.get('run'))
    return { refusal: 'The form names nothing to run. Load the page again and press a button there.' };
  if (scope && !checks.some((entry) => entry.scope === scope))
    return { refusal: `There is no scope ${scope}. Load the page again to see which there are.` };
  if (provider && !checks.some((entry) => entry.provider === provider && (!scope || entry.scope === scope)))
    return { refusal: `There is no provider ${provider}. Load the page again to see which there are.` };
  const stranger = check.find((name) => !checks.some((entry) => entry.name === name));
  if (stranger) return { refusal: `There is no check ${stranger}. Load the page again to see which there are.` };
  const repeated = form.has('run') ? (again?.filter((name) => checks.some((entry) => entry.name === name)) ?? null) : [];
  if (repeated === null) return { refusal: 'The run is not kept any more, so nobody knows what failed in it.' };
  if (form.has('run') && repeated.length === 0)
    return { refusal: 'Nothing of that run is left to be run again: all that it looked at is well, or gone.' };
  const chosen: Selection = {
    ...EVERYTHING_CHEAP,
    scopes: scope ? [scope] : [],
    provider: provider || null,
    checks: check.length > 0 ? check : repeated,
    baseline: selection === 'baseline',
    failing: selection === 'failing',
    expensive: selection === 'expensive',
  };
  // The page has one nonce for all its buttons: pressed twice a button is one run, two buttons are two.
  return {
    request: {
      selection: chosen,
      trigger: 'ops_ui',
      requestedBy: 'somebody',
      record: true,
      nonce: nonce ? `${nonce}/${selectionKey({ selection: chosen, record: true })}` : null,
    },
  };
}

/** Where to lead after a form: a page of the panel, never another site. */
export function backTo(form: FormData): string {
  const back = form.get('back');
  return typeof back === 'string' && /^\/ops(?:[/?][\w\-./?=&%~+]*)?$/.test(back) && !back.includes('..') ? back : '/ops';
}
