import type { RunPlan } from './run.ts';
import type { Ended } from './withheld.ts';

/** Markdown for Temporal's UI: how far the run is, check by check, and the way to its page. */
export function runDetails(plan: RunPlan & { page: string | null }, ended: ReadonlyMap<string, Ended>): string {
  const lines = plan.checks.map(({ check }) => {
    const end = ended.get(check);
    if (!end) return `| ${check} | … |`;
    return `| ${check} | ${end.status}${end.unprobed ? ` (${end.unprobed.failureClass}${end.unprobed.because ? `: ${end.unprobed.because}` : ''})` : ''} |`;
  });
  const head = `${ended.size} of ${plan.checks.length} checks are done.${plan.page ? ` [The run’s page](${plan.page})` : ''}`;
  // Temporal takes 20 000 bytes; a run over a thousand checks shows its head.
  return [head, '', '| check | outcome |', '| --- | --- |', ...lines].join('\n').slice(0, 18_000);
}
