import { closest, distance } from 'fastest-levenshtein';
import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';

type Context = JudgeContext<'axiom'>;

/** Whether the SDK was told that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return (error as { status?: unknown } | null)?.status === 404;
}

/** The evidence up to the answer that the dataset is not there: what was asked after it says nothing about the dataset. */
export function notThere<Answer>(evidence: Evidence<Answer>): Evidence<Answer> {
  const index = evidence.exchanges.findIndex(({ status, trouble }) => status === 404 && !trouble);
  return index < 0 ? evidence : { ...evidence, timedOut: false, exchanges: evidence.exchanges.slice(0, index + 1) };
}

/** Makes of "there is no such dataset" what the names that are there say of it. */
export function noDataset(finding: Finding, evidence: Evidence<{ others: string[] }>, { settings }: Context): Finding {
  const others = evidence.answer?.others ?? [];
  const { dataset } = settings;
  const nearest = others.length > 0 ? closest(dataset, others) : null;
  const isNear = nearest !== null && distance(dataset.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, dataset.length / 4);
  const first = isNear
    ? `Look at AXIOM_DATASET: ${dataset} is not there, ${nearest} is. If that is the one, set AXIOM_DATASET=${nearest} and restart the worker.`
    : others.length > 0
      ? `Look at AXIOM_DATASET: ${dataset} is not among what this token sees: ${others.slice(0, 8).join(', ')}${others.length > 8 ? ' …' : ''}.`
      : null;
  const hint = finding.hint && { ...finding.hint, steps: first ? [first, ...finding.hint.steps.slice(1)] : finding.hint.steps };
  const unseen = `If it is there, in that organisation and of that name, this token may not see it. A token’s rights can’t be changed later: make a new one with Ingest and Query on ${dataset} and Datasets: Read, put it into AXIOM_TOKEN and restart the worker.`;
  const steps = [...hint!.steps, unseen];
  const metadata = { ...finding.metadata, exchanges: evidence.exchanges, datasets: others, nearest: isNear ? nearest : null };
  return { ...finding, hint: { ...hint!, steps }, metadata } as Finding;
}

/** A token that may only ingest cannot read about the dataset. That is no fault of the dataset's, but nobody can tell. */
export function cannotRead(evidence: Evidence<unknown>, { settings, doc }: Context): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'permission',
    rung: 'permission',
    detail: 'HTTP 403',
    summary: `Axiom does not let the token …${settings.token.slice(-4)} read about ${settings.dataset}, so its edge deployment and retention are not known.`,
    hint: {
      id: 'AX_403',
      title: 'The token may not read about the dataset',
      steps: [
        'Look at axiom.ingest: if it is well, events arrive, and this warning may stay.',
        'To see more: in Axiom, Settings → API tokens → New API token → Advanced, with Ingest and Query on the dataset and Datasets: Read among the organisation’s permissions.',
        'A token’s rights can’t be changed later: put the new one into AXIOM_TOKEN and restart the worker.',
      ],
      doc,
    },
  });
}
