import type { ProbeDocument, RunDocument, TimedCheck, TimedRun } from '#db/run-document.ts';
import { credentialsIn, sinceSuccessOf, type CredentialLight, type SinceSuccess } from '#workflows/core/beside-finding.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Status } from '#workflows/core/status.ts';
import { askedBy } from './asked-by.ts';
import { capabilityName, checkLabel, providerName, scopeName } from './names.ts';
import { notOkOf } from './not-ok-of.ts';
import { rawFacts, type RawFacts } from './raw-facts.ts';
import { runHeadline } from './run-headline.ts';
import { runLight } from './run-light.ts';
import { isWithheld, noteOf } from './run-note.ts';
import type { Attempted } from './run-timeline.ts';
import { hintWithLabels, withLabels } from './with-labels.ts';

/** What a check of a run looks like: how it ended, or that it has not. */
export type RunLit = Status | 'running' | 'queued';

/** One check of a run. */
export interface RunRow {
  name: string;
  group: string;
  capability: string;
  lit: RunLit;
  text: string;
  /** Why it has no bar. */
  note: string | null;
  /** It waits in vain and has no line either. */
  withheld: boolean;
  /** Names of what must be well first. */
  needs: string[];
  /** Trouble of attempts that were repeated. */
  troubles: string[];
  attempts: number;
  durationMs: number | null;
  times: Attempted;
  probe: RunEvidence | null;
}

/** What a check found, as far as it is shown below its row. */
export interface RunEvidence extends Pick<
  ProbeDocument,
  'failure_class' | 'hint' | 'rungs' | 'request_id' | 'http_status' | 'cost_usd' | 'output_paths' | 'artifact_urls'
> {
  credentials: CredentialLight[];
  since: SinceSuccess | null;
  /** Null where the run's document alone has them: of what is well nobody reads them, and a run under way is read again and again. */
  facts: RawFacts | null;
}

export interface RunView {
  id: string;
  headline: string;
  light: Status | 'running';
  state: TimedRun['state'];
  open: boolean;
  /** Who asked, in words. */
  askedBy: string;
  /** That person overruled the budget. */
  overBudget: boolean;
  recorded: boolean;
  startedAt: Date;
  finishedAt: Date | null;
  /** How long runs like it take. */
  usualMs: number | null;
  now: Date;
  counts: Record<RunLit, number>;
  /** How many checks are worth another run, and how many of them failed. */
  again: { checks: number; failed: number };
  workflowUrl: string | null;
  rows: RunRow[];
  comparisons: RunDocument['comparisons'];
}

const LITS: readonly RunLit[] = ['ok', 'fail', 'warn', 'unknown', 'running', 'queued', 'skipped'];

/** The filter of the rows in the address; what it does not know is no filter. */
export function readOutcome(search: URLSearchParams): RunLit | null {
  return LITS.find((lit) => lit === search.get('outcome')) ?? null;
}

/** Turns a run's moments and what it found into what its page shows. Pure. */
export function runView(run: TimedRun, document: RunDocument, catalogue: readonly CatalogueEntry[]): RunView {
  const entries = new Map(catalogue.map((entry) => [entry.name, entry]));
  const probes = new Map(document.probes.map((probe) => [probe.check_name, probe]));
  const checks = new Map(run.checks.map((check) => [check.check, check]));
  const open = run.state === 'asked' || run.state === 'running';
  const rows = run.checks.map((check): RunRow => {
    const place = placeOf(check.check, entries);
    const { scope, provider, capability } = place;
    const labelled = (text: string): string => (check.failureClass === 'prerequisite' ? withLabels(text, catalogue, place) : text);
    const nearby = (other: string): string => nameBeside(other, check.place, checks, entries);
    return {
      name: check.check,
      group: [scopeName(scope), ...(provider ? [providerName(provider)] : [])].join(' · '),
      capability: capabilityName(capability),
      lit: litOf(check),
      text: labelled(textOf(check)),
      note: noteOf(check, checks, nearby, () => (provider ? providerName(provider) : scopeName(scope))),
      withheld: isWithheld(check, checks),
      needs: check.requires.filter((one) => checks.has(one)).map(nearby),
      troubles: check.troubles.map(({ attempt, summary }) => `Attempt ${attempt}: ${summary}`),
      attempts: check.attempt,
      durationMs: check.durationMs,
      times: timesOf(check),
      probe: evidenceOf(probes.get(check.check), open, labelled),
    };
  });
  return {
    id: run.id,
    headline: runHeadline(run),
    light: open ? 'running' : runLight(run),
    state: run.state,
    open,
    askedBy: askedBy(run),
    overBudget: run.overBudget,
    recorded: run.recorded,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    usualMs: run.usualMs,
    now: run.now,
    counts: Object.fromEntries(LITS.map((lit) => [lit, rows.filter((row) => row.lit === lit).length])) as RunView['counts'],
    again: { checks: notOkOf(run).length, failed: run.checks.filter(({ status }) => status === 'fail').length },
    workflowUrl: document.run.workflow_url,
    comparisons: document.comparisons,
    rows,
  };
}

function evidenceOf(probe: ProbeDocument | undefined, open: boolean, labelled: (text: string) => string): RunEvidence | null {
  if (!probe) return null;
  const { failure_class, hint, rungs, request_id, http_status, cost_usd, output_paths, artifact_urls, metadata } = probe;
  return {
    ...{ failure_class, hint: hintWithLabels(hint, labelled), rungs, request_id, http_status, cost_usd, output_paths, artifact_urls },
    credentials: credentialsIn(metadata),
    since: sinceSuccessOf(metadata),
    facts: open || probe.status === 'ok' ? null : rawFacts(metadata),
  };
}

/** Where a check belongs; of one that is not in the catalogue any more, its name tells. */
function placeOf(check: string, entries: ReadonlyMap<string, CatalogueEntry>): Pick<CatalogueEntry, 'scope' | 'provider' | 'capability'> {
  const parts = check.split('.');
  return entries.get(check) ?? { scope: parts[0]!, provider: parts.length > 2 ? parts[1]! : null, capability: parts.at(-1)! };
}

/** A check's name beside those of one provider: there the capability is enough. */
function nameBeside(
  name: string,
  place: string,
  checks: ReadonlyMap<string, TimedCheck>,
  entries: ReadonlyMap<string, CatalogueEntry>,
): string {
  const other = placeOf(name, entries);
  return checks.get(name)?.place === place ? capabilityName(other.capability) : checkLabel(other);
}

function timesOf(check: TimedCheck): Attempted {
  const { state, attempt, maxAttempts, troubles, startedAt, attemptStartedAt, finishedAt, status, failureClass, httpStatus, usualMs } =
    check;
  return { state, attempt, maxAttempts, troubles, startedAt, attemptStartedAt, finishedAt, status, failureClass, httpStatus, usualMs };
}

function litOf({ state, status }: TimedCheck): RunLit {
  if (state === 'finished') return status ?? 'unknown';
  return state === 'running' ? 'running' : 'queued';
}

function textOf({ state, attempt, maxAttempts, nextAttemptAt, summary }: TimedCheck): string {
  if (state === 'finished') return summary ?? '';
  if (state === 'pending') return 'Waits for its turn';
  if (nextAttemptAt !== null) return `Attempt ${attempt + 1} of ${maxAttempts}, in a moment`;
  return attempt > 1 ? `Running, attempt ${attempt} of ${maxAttempts}` : 'Running…';
}
