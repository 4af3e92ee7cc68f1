import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Search } from './find-event.ts';
import type { ProbeEvent } from './probe-event.ts';
import { wordsOf } from './words-of.ts';

interface Found {
  search: Search;
  event: ProbeEvent;
  metadata: Record<string, unknown>;
}
interface Trouble {
  status: 'warn' | 'fail';
  failureClass: PatientClass;
  detail: string;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

/** What is wrong with what was found, the gravest first; no finding where it is the event that was sent, soon enough. */
export function judgeSearch(
  evidence: Evidence<unknown>,
  context: JudgeContext<'axiom'>,
  { search, event, metadata }: Found,
): { finding: Finding | null; summary: string } {
  const summary = summaryOf(search);
  const said = messageOf(evidence);
  const trouble =
    search.lagMs === null
      ? said === null
        ? notFound(search, context)
        : notUnderstood(said, context)
      : (altered(search, event) ?? late(search, search.lagMs, context) ?? partial(search));
  if (!trouble) return { finding: null, summary };
  return { summary, finding: ill(evidence, { ...trouble, rung: 'function', metadata, hint: { ...trouble.hint, doc: context.doc } }) };
}

function notFound({ unseenMs, queries, isPartial }: Search, { settings: { dataset } }: JudgeContext<'axiom'>): Trouble {
  return {
    status: 'fail',
    failureClass: 'wrong_result',
    detail: `not there after ${seconds(unseenMs)}`,
    summary: `Axiom took the event, but ${seconds(unseenMs)} and ${queries} queries later it cannot be found${isPartial ? '; the answers came from a part of the data only' : ''}.`,
    hint: {
      id: 'AX_LAG',
      title: 'What goes in does not come out',
      steps: [
        `In Axiom, query ['${dataset}'] | where source == "greenlight" over the last hour: are events of earlier probes there, and is this one by now?`,
        'If it came late, look at Axiom’s status page for delayed ingest; what your product sends is late as well.',
        'If it never comes, write to Axiom’s support and name the request of the ingest, the first in the probe’s metadata.',
      ],
    },
  };
}

function notUnderstood(message: string, { settings: { dataset } }: JudgeContext<'axiom'>): Trouble {
  return {
    status: 'fail',
    failureClass: 'wrong_result',
    detail: 'HTTP 400',
    summary: `Axiom does not understand the query for the event: ${message}`,
    hint: {
      id: 'AX_QUERY',
      title: 'The query is refused',
      steps: [
        'Read the reason: it stands in the probe’s metadata.',
        `If it speaks of probe_id, ${dataset} does not know the field: look whether a map field takes it, or whether the limit of fields is reached.`,
        'If it speaks of something else, report it: the query is the doctor’s own.',
      ],
    },
  };
}

function altered({ rows }: Search, event: ProbeEvent): Trouble | null {
  const fields = (['source', 'probe_id', 'run_id'] as const).filter((field) => rows[0]![field] !== event[field]);
  if (fields.length === 0) return null;
  return {
    status: 'fail',
    failureClass: 'data_mismatch',
    detail: fields.join(', '),
    summary: `The event came back with another ${fields.join(' and ')} than it was sent with.`,
    hint: {
      id: 'AX_ALTERED',
      title: 'What comes out is not what went in',
      steps: [
        'Compare the two in the artifact found.json.',
        'Look at what stands between the worker and Axiom and may rewrite events: a proxy, a pipeline in AXIOM_URL or AXIOM_EDGE_URL.',
        `In Axiom, look whether ${fields.join(', ')} is a virtual field of the dataset or part of a map field.`,
      ],
    },
  };
}

function late({ unseenMs }: Search, lagMs: number, { thresholds, settings: { dataset } }: JudgeContext<'axiom'>): Trouble | null {
  const [warnMs, failMs] = [thresholds['lag_warn_ms']!, thresholds['lag_fail_ms']!];
  if (lagMs <= warnMs) return null;
  const isFail = lagMs > failMs;
  return {
    status: isFail ? 'fail' : 'warn',
    failureClass: 'slow',
    detail: seconds(lagMs),
    summary: `The event could be found ${seconds(lagMs)} after Axiom took it; more than ${seconds(isFail ? failMs : warnMs)} is too long.`,
    hint: {
      id: 'AX_LAG',
      title: 'Events can be found late',
      steps: [
        `Expect what your product sends to be as late: after ${seconds(unseenMs)} it was not there yet. Monitors on ${dataset} must look further back.`,
        'Look at the bars: a single warning passes.',
        'If it stays, look at Axiom’s status page, and whether something sends far more than usual: Settings → Usage.',
      ],
    },
  };
}

function partial({ isPartial }: Search): Trouble | null {
  if (!isPartial) return null;
  return {
    status: 'warn',
    failureClass: 'wrong_result',
    detail: 'isPartial',
    summary: 'The event was found, but Axiom answered from a part of the data only: other queries may miss events.',
    hint: {
      id: 'AX_PARTIAL',
      title: 'Queries see a part of the data only',
      steps: [
        'Don’t trust counts and monitors until this passes: they may miss events.',
        'Look at Axiom’s status page; run the check again in a few minutes.',
        'If it stays, write to Axiom’s support and name the request of this probe.',
      ],
    },
  };
}

function summaryOf({ lagMs, rows }: Search): string {
  return `The event could be found ${seconds(lagMs ?? 0)} after Axiom took it${rows.length > 1 ? `, ${rows.length} times` : ''}.`;
}

/** What Axiom said to a query that it did not take; null where the last one was taken. */
function messageOf({ exchanges }: Evidence<unknown>): string | null {
  const last = exchanges.at(-1);
  return last?.status === 400 ? (wordsOf(last.bodyText)?.slice(0, 300) ?? 'it gives no reason.') : null;
}

const seconds = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`);
