import type { OverviewRow } from '#db/overview-reader.ts';

/** What a row's light can show: the verdicts, and the four ways in which there is none that could be vouched for. */
export const LIGHTS = ['fail', 'unknown', 'stale', 'warn', 'skipped', 'never', 'ok'] as const;
export type Light = (typeof LIGHTS)[number];

export const LIGHT_WORDS: Record<Light, string> = {
  ok: 'OK',
  warn: 'Warn',
  fail: 'Fail',
  unknown: 'Unknown',
  stale: 'Stale',
  skipped: 'Skipped',
  never: 'Never run',
};

type State = Pick<
  OverviewRow,
  | 'configured'
  | 'cadence_ms'
  | 'verdict'
  | 'last_success_at'
  | 'last_failure_at'
  | 'last_auto_verdict_at'
  | 'last_outcome'
  | 'last_outcome_class'
>;

/** The light of a check at a moment, decided when it is read, so that a dead scheduler cannot look green. A red light stays red whatever came after it. */
export function lightOf(state: State, now: Date): Light {
  if (!state.configured) return 'skipped';
  if (state.verdict === 'fail') return 'fail';
  // Somebody cancelled, or it was looked at often enough lately: that tells nothing about the check.
  const tellsNothing = state.last_outcome_class === 'cancelled' || (state.last_outcome_class === 'budget' && state.verdict !== null);
  if (state.last_outcome === 'unknown') return 'unknown';
  if (state.last_outcome === 'skipped' && !tellsNothing) return 'skipped';
  if (state.verdict === null) return 'never';
  const stale = staleAt(state);
  return stale !== null && stale <= now ? 'stale' : state.verdict;
}

/** When a verdict of the past stops being one of today: two cadences after the last automatic one (after the last one at all, where nobody ever looked by himself). Null: it never does. */
export function staleAt(
  state: Pick<State, 'configured' | 'cadence_ms' | 'verdict' | 'last_auto_verdict_at' | 'last_success_at' | 'last_failure_at'>,
): Date | null {
  if (!state.configured || state.cadence_ms === null || state.verdict === null) return null;
  const last = state.last_auto_verdict_at ?? latest(state.last_success_at, state.last_failure_at);
  return last && new Date(last.getTime() + 2 * state.cadence_ms);
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
