import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import type { AxiomSettings } from '#activities/settings.ts';
import { ill } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { refusalOf, type Asked } from './refusals.ts';
import { saysAxiom } from './says-axiom.ts';
import { unforeseen } from './unforeseen.ts';

/** What every Axiom check has in common: Axiom's refusals, and the transport. Null where Axiom took the request. */
export function judgeAxiom(evidence: Evidence<unknown>, context: JudgeContext<'axiom'>, deadlineMs: number, asked: Asked): Finding | null {
  const { settings, doc } = context;
  const last = evidence.exchanges.at(-1);
  const refusal = last && saysAxiom(last) ? refusalOf(last, settings, asked) : null;
  if (refusal) return ill(evidence, { ...refusal, status: 'fail', detail: `HTTP ${last?.status}`, hint: { ...refusal.hint, doc } });
  const transport = judgeTransport(evidence, { service: 'Axiom', addressVariable: variableOf(last, settings), doc, deadlineMs });
  return transport ?? unforeseen(evidence, context, asked);
}

/** The variable that holds the address that was asked. */
function variableOf(last: Exchange | undefined, { edgeUrl }: AxiomSettings): string {
  return edgeUrl && last?.host === new URL(edgeUrl).host ? 'AXIOM_EDGE_URL' : 'AXIOM_URL';
}
