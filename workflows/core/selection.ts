import type { RunRequest, Selection } from './run.ts';

export const EVERYTHING_CHEAP: Selection = { scopes: [], provider: null, checks: [], baseline: false, failing: false, expensive: false };

/** A short text that two equal asks have in common and two different ones don't; readable, for workflow ids. */
export function selectionKey({ selection, record, overBudget = false }: Pick<RunRequest, 'selection' | 'record' | 'overBudget'>): string {
  const parts = [
    ...[...selection.scopes].sort(),
    ...(selection.provider ? [`provider:${selection.provider}`] : []),
    ...[...selection.checks].sort(),
    ...(selection.baseline ? ['baseline'] : []),
    ...(selection.failing ? ['failing'] : []),
    ...(selection.expensive ? ['expensive'] : []),
    ...(overBudget ? ['over-budget'] : []),
    ...(record ? [] : ['unrecorded']),
  ];
  return parts.length === 0 ? 'all' : parts.join('+');
}

/** What the selection is called in front of people: `axiom`, `baseline`, `all that is not expensive`. */
export function describeSelection(selection: Selection): string {
  const named = [...selection.scopes, ...(selection.provider ? [selection.provider] : []), ...selection.checks];
  const kinds = [...(selection.baseline ? ['baseline'] : []), ...(selection.failing ? ['what is not well'] : [])];
  const text = [...named, ...kinds].join(', ');
  if (text === '') return selection.expensive ? 'everything, what is expensive too' : 'all that is not expensive';
  return selection.expensive ? `${text}, with expensive ones` : text;
}
