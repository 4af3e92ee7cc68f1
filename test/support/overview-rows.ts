import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import type { RingEntry } from '#db/models/check-state.ts';
import type { Status } from '#workflows/core/status.ts';
import { entryOf, findingOf } from './made-up.ts';

/** The moment at which the rows below are read. */
export const NOW = new Date('2026-01-02T10:02:00Z');
const MINUTE = 60_000;

/** So many minutes before that moment. */
export const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * MINUTE);

/** A row of a check that was looked at `ago` minutes ago, with this outcome; its light has been so for `since` minutes. */
export function seen(
  name: string,
  status: Status | 'never',
  { ago = 2, since = 12, ...more }: Partial<OverviewRow> & { ago?: number; since?: number } = {},
): OverviewRow {
  const judged = status === 'ok' || status === 'warn' || status === 'fail';
  const finding = status === 'never' ? null : findingOf(status);
  const at = status === 'never' ? null : minutesAgo(ago);
  return {
    ...entryOf(name),
    verdict: judged ? status : null,
    verdict_since: judged ? minutesAgo(since) : null,
    streak: judged ? 4 : null,
    last_success_at: status === 'ok' || status === 'warn' ? at : null,
    last_failure_at: status === 'fail' ? at : null,
    last_auto_verdict_at: judged ? at : null,
    last_outcome: finding?.status ?? null,
    last_outcome_at: at,
    last_outcome_class: finding?.failure_class ?? null,
    last_outcome_summary: finding?.summary ?? null,
    last_outcome_hint: finding?.hint ?? null,
    last_run_id: null,
    last_probe_id: null,
    duration_ms: judged ? 120 : null,
    summary: judged ? finding!.summary : null,
    failure_class: judged ? finding!.failure_class : null,
    hint: judged ? finding!.hint : null,
    rungs: judged ? [] : null,
    ring: status === 'never' ? [] : [{ at: minutesAgo(since).toISOString(), status, ms: 120, class: finding!.failure_class }],
    failure: null,
    pictures: null,
    running: null,
    ...more,
  };
}

/** A check that is not looked at, because what it requires is in the way; `was` is what its light was before. */
export function waiting(name: string, requires: string[], more: Partial<OverviewRow> = {}): OverviewRow {
  return seen(name, 'skipped', { requires, last_outcome_class: 'prerequisite', ...more });
}

/** Could not be judged, for this reason of our own. */
export function untold(name: string, failureClass: string, more: Parameters<typeof seen>[2] = {}): OverviewRow {
  const hint = { id: failureClass.toUpperCase(), title: 'Ours', steps: ['Look.'], doc: 'docs/x.md' };
  return seen(name, 'unknown', { last_outcome_class: failureClass, last_outcome_hint: hint, ...more });
}

/** So many rows of the same kind. */
export const many = (count: number, status: Status | 'never', more: Parameters<typeof seen>[2] = {}, scope = 'aurora'): OverviewRow[] =>
  Array.from({ length: count }, (_, index) => seen(`${scope}.c${index}`, status, more));

/** A bar of past outcomes: `[minutes ago, status, class]`, oldest first. */
export const ringOf = (...entries: [number, Status, string?][]): RingEntry[] =>
  entries.map(([ago, status, failureClass = null]) => ({
    at: minutesAgo(ago).toISOString(),
    status,
    ms: 1,
    class: failureClass as string | null,
  }));

/** What an open run says of a check it has still to look at. */
export const RUNNING: NonNullable<OverviewRow['running']> = {
  run_id: '0199aaaa-0000-7000-8000-00000000k7f2',
  state: 'pending',
  attempt: 0,
  max_attempts: 3,
  since: null,
  again_at: null,
  trouble: null,
};

export function overviewOf(rows: OverviewRow[], openRuns: Overview['openRuns'] = []): Overview {
  return { now: NOW, rows, openRuns };
}

/** A run that began so many minutes ago. */
export function openRun(ago: number): Overview['openRuns'][number] {
  return { id: RUNNING.run_id, done: 18, planned: 37, startedAt: minutesAgo(ago), usualMs: 11_000 };
}
