import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding, RungName } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { saysAxiom } from './says-axiom.ts';

interface Refusal {
  failureClass: PatientClass;
  rung: RungName;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

/** What every Axiom check has in common: the transport, and the statuses Axiom refuses with (its OpenAPI documents: 401, 403, 404;
 * limits: docs "api-limits", the X-IngestLimit and X-QueryLimit headers). Null where Axiom took the request. */
export function judgeAxiom(
  evidence: Evidence<unknown>,
  context: JudgeContext<'axiom'>,
  deadlineMs: number,
  action: string,
): Finding | null {
  const last = evidence.exchanges.at(-1);
  const refusal = last && saysAxiom(last) ? refusalOf(last.status, last.headers, context, action) : null;
  if (refusal)
    return ill(evidence, { ...refusal, status: 'fail', detail: `HTTP ${last?.status}`, hint: { ...refusal.hint, doc: context.doc } });
  return judgeTransport(evidence, { service: 'Axiom', addressVariable: 'AXIOM_URL', doc: context.doc, deadlineMs });
}

function refusalOf(
  status: number | null,
  headers: Record<string, string>,
  { settings }: JudgeContext<'axiom'>,
  action: string,
): Refusal | null {
  const token = `the token …${settings.token.slice(-4)}`;
  if (status === 401) {
    return {
      failureClass: 'auth',
      rung: 'auth',
      summary: `Axiom refuses ${token}.`,
      hint: {
        id: 'AX_TOKEN',
        title: 'Axiom does not know this token',
        steps: [
          'In Axiom, open Settings → API tokens: was the token revoked, or has it expired?',
          'Make a new one that may ingest into and query the dataset.',
          'Put it into AXIOM_TOKEN and restart the worker.',
          'If the token is right, look at AXIOM_URL: each region has its own address.',
        ],
      },
    };
  }
  if (status === 403) {
    return {
      failureClass: 'permission',
      rung: 'permission',
      summary: `Axiom knows ${token} but does not let it ${action}.`,
      hint: {
        id: 'AX_403',
        title: 'The token lacks a permission',
        steps: [
          `Make a new API token that may ${action}: a token’s rights can’t be changed later.`,
          'Put it into AXIOM_TOKEN and restart the worker.',
        ],
      },
    };
  }
  if (status === 404) {
    return {
      failureClass: 'not_found',
      rung: 'function',
      summary: `There is no dataset ${settings.dataset} where this token looks.`,
      hint: {
        id: 'AX_404',
        title: 'The dataset is missing',
        steps: [
          `Look at AXIOM_DATASET: is ${settings.dataset} spelled right?`,
          'In Axiom, open Datasets: does it exist, in this organisation and region?',
          'If it lives in another edge deployment, set AXIOM_EDGE_URL.',
        ],
      },
    };
  }
  const limit = ['x-ingestlimit', 'x-querylimit'].find((name) => headers[`${name}-remaining`] === '0');
  if (status === 429 && limit) {
    const reset = Number(headers[`${limit}-reset`]);
    const when = Number.isFinite(reset) && reset > 0 ? new Date(reset * 1000).toISOString() : 'the end of the month';
    return {
      failureClass: 'quota',
      rung: 'function',
      summary: `Axiom’s ${limit === 'x-ingestlimit' ? 'ingest' : 'query'} allowance is used up until ${when}.`,
      hint: {
        id: 'QUOTA',
        title: 'The allowance is used up',
        steps: [
          `Wait until ${when}, or raise the plan’s limit in Axiom under Settings → Billing.`,
          'Find out what sends so much: Settings → Usage.',
        ],
      },
    };
  }
  return null;
}
