import type { ProbeDocument, RunDocument, RunProgress } from '#db/run-document.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import { describeSelection } from '#workflows/core/selection.ts';
import type { Status } from '#workflows/core/status.ts';
import { askedBy } from './asked-by.ts';
import { capabilityName, providerName, scopeName } from './names.ts';

/** One check of a run. */
export interface RunRow {
  name: string;
  group: string;
  capability: string;
  lit: Status | 'running' | 'queued';
  text: string;
  /** Trouble of attempts that were repeated. */
  troubles: string[];
  attempts: number;
  durationMs: number | null;
  probe: Pick<
    ProbeDocument,
    'failure_class' | 'hint' | 'rungs' | 'request_id' | 'http_status' | 'cost_usd' | 'output_paths' | 'artifact_urls' | 'metadata'
  > | null;
}

export interface RunView {
  id: string;
  headline: string;
  light: Status | 'running';
  open: boolean;
  /** Who asked, in words. */
  askedBy: string;
  /** That person overruled the budget. */
  overBudget: boolean;
  startedAt: Date;
  finishedAt: Date | null;
  now: Date;
  counts: RunDocument['run']['counts'];
  done: number;
  workflowUrl: string | null;
  rows: RunRow[];
  comparisons: RunDocument['comparisons'];
}

/** Turns a run's progress and what it found into what its page shows. Pure. */
export function runView(run: RunProgress, document: RunDocument, catalogue: readonly CatalogueEntry[], now: Date): RunView {
  const entries = new Map(catalogue.map((entry) => [entry.name, entry]));
  const probes = new Map(document.probes.map((probe) => [probe.check_name, probe]));
  const open = run.state === 'asked' || run.state === 'running';
  const done = run.checks.filter(({ state }) => state === 'finished').length;
  return {
    id: run.id,
    headline: headlineOf(run, done),
    light: open ? 'running' : (run.status ?? 'unknown'),
    open,
    askedBy: askedBy(run),
    overBudget: run.overBudget,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    now,
    counts: document.run.counts,
    done,
    workflowUrl: document.run.workflow_url,
    comparisons: document.comparisons,
    rows: run.checks.map((check): RunRow => {
      const entry = entries.get(check.check);
      const probe = probes.get(check.check) ?? null;
      return {
        name: check.check,
        group: entry ? [scopeName(entry.scope), ...(entry.provider ? [providerName(entry.provider)] : [])].join(' · ') : '',
        capability: entry ? capabilityName(entry.capability) : check.check,
        lit: check.state === 'finished' ? (check.status ?? 'unknown') : check.state === 'running' ? 'running' : 'queued',
        text: textOf(check),
        troubles: check.troubles.map(({ attempt, summary }) => `Attempt ${attempt}: ${summary}`),
        attempts: check.attempt,
        durationMs: check.durationMs,
        probe,
      };
    }),
  };
}

function headlineOf(run: RunProgress, done: number): string {
  const what = describeSelection(run.selection);
  const name = `Run over ${what}`;
  if (run.state === 'cancelled') return `${name} was cancelled.`;
  if (run.state === 'lost') return `${name} was lost: Temporal no longer knows it.`;
  const failed = run.checks.filter(({ status }) => status === 'fail').length;
  const failing = failed === 0 ? '' : `, ${failed} failed`;
  return run.finishedAt === null ? `${name}: ${done} of ${run.checks.length} done${failing}.` : `${name}: ${done} done${failing}.`;
}

function textOf({ state, attempt, maxAttempts, nextAttemptAt, summary }: RunProgress['checks'][number]): string {
  if (state === 'finished') return summary ?? '';
  if (state === 'pending') return 'Waits for its turn';
  if (nextAttemptAt !== null) return `Attempt ${attempt + 1} of ${maxAttempts}, in a moment`;
  return attempt > 1 ? `Running, attempt ${attempt} of ${maxAttempts}` : 'Running…';
}
