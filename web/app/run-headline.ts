import type { RunProgress } from '#db/run-document.ts';
import type { Status } from '#workflows/core/status.ts';
import { runName } from './run-name.ts';

const ALONE: Record<Status, string> = {
  ok: 'it is well',
  warn: 'it works, but warns',
  fail: 'it failed',
  skipped: 'it was skipped',
  unknown: 'it could not be judged',
};

/** The run in a sentence that begins with what it is over: “Baseline run: 32 of 36 done, 1 failed.” */
export function runHeadline(run: Pick<RunProgress, 'state' | 'selection' | 'checks'>): string {
  const { state, checks } = run;
  const over = runName(run.selection);
  const name = over === 'Baseline' ? 'Baseline run' : over;
  const all = checks.length;
  const done = checks.filter((check) => check.state === 'finished');
  const failed = done.filter(({ status }) => status === 'fail').length;
  const failing = failed === 0 ? '' : `, ${failed} failed`;
  if (state === 'lost') return `${name}: lost, Temporal no longer knows it.`;
  if (state === 'cancelled') {
    const looked = done.filter(({ failureClass }) => failureClass !== 'cancelled').length;
    return `${name}: cancelled after ${looked} of ${all}${failing}.`;
  }
  if (all === 0 && state !== 'asked') return `${name}: there was nothing to look at.`;
  const alone = all === 1 ? done[0]?.status : null;
  if (state === 'finished') return alone ? `${name}: ${ALONE[alone]}.` : `${name}: ${all} done${failing}.`;
  if (checks.every((check) => check.state === 'pending')) return `${name}: not begun yet.`;
  return all === 1 ? `${name}: under way.` : `${name}: ${done.length} of ${all} done${failing}.`;
}
