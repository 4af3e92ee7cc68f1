import type { Selection } from '#workflows/core/run.ts';
import { describeSelection } from '#workflows/core/selection.ts';

/** More names than this are counted. */
const MOST = 3;

/** What a run is called at the head of its page: “Baseline run”, “Run over axiom”. */
export function runName(selection: Selection): string {
  const what = describeSelection(selection);
  return what === 'baseline' ? 'Baseline run' : runOver(selection);
}

/** The same in a list, where all begin alike: “Run over baseline”. */
export function runOver(selection: Selection): string {
  return `Run over ${whatOf(selection)}`;
}

/** What a run is over, in few words however many checks were named. */
export function whatOf(selection: Selection): string {
  const { checks } = selection;
  return describeSelection(checks.length > MOST ? { ...selection, checks: [`${checks.length} checks`] } : selection);
}
