import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { clockRefused } from './clock-refused.ts';
import { refusalOf } from './refusals.ts';
import { elementOf } from './s3-document.ts';

type Context = JudgeContext<'spaces'>;

/** What every Spaces check has in common: S3's error codes (the SDK's error name; a Ceph service sends an empty message), then the
 * transport. `operation` says what was refused, for people. Null where all was done as asked. */
export function judgeSpaces(evidence: Evidence<unknown>, context: Context, deadlineMs: number, operation: string): Finding | null {
  const last = evidence.exchanges.at(-1);
  const code = last?.trouble ? null : (elementOf(last?.bodyText ?? null, 'Code') ?? evidence.error?.name ?? null);
  if (code === 'RequestTimeTooSkewed') return clockRefused(evidence, context);
  // A 500 says so by its status. S3 may also hide it in the body of a 200, which it began to send while it still worked.
  const isPlain = code === 'InternalError' && (last?.status ?? 0) >= 500;
  const refusal = code === null || evidence.answer || isPlain ? null : refusalOf(code, context, operation, last);
  if (refusal) return ill(evidence, { ...refusal, status: 'fail', detail: code ?? '', hint: { ...refusal.hint, doc: context.doc } });
  // A 501 to what the service does not offer is an answer, not trouble of its own.
  if (code === 'NotImplemented' && !evidence.answer) return unforeseen(evidence, context, code, operation);
  const transport = judgeTransport(evidence, { service: 'Spaces', addressVariable: 'SPACES_ENDPOINT', doc: context.doc, deadlineMs });
  const refused = !evidence.answer && (last?.status ?? 0) >= 400;
  return transport ?? (refused ? unforeseen(evidence, context, code, operation) : null);
}

/** A refusal for a reason that we have no words for: the service's own are shown. */
function unforeseen(evidence: Evidence<unknown>, context: Context, code: string | null, operation: string): Finding {
  const { status, requestId } = evidence.exchanges.at(-1)!;
  const forbidden = status === 403;
  const said = `HTTP ${status}${code && /^[A-Z][A-Za-z]+$/.test(code) && code !== 'Unknown' ? ` ${code}` : ''}`;
  return ill(evidence, {
    status: 'fail',
    failureClass: forbidden ? 'permission' : 'wrong_result',
    rung: forbidden ? 'permission' : 'function',
    detail: said,
    summary: `Spaces refuses to ${operation}: ${said}.`,
    hint: {
      id: 'S3_REFUSED',
      title: 'The service refuses, and has its own reason',
      steps: [
        'Read what came back: it stands in the probe’s metadata.',
        `Look at SPACES_ENDPOINT and at the policy of ${context.settings.bucket}: what could forbid to ${operation}?`,
        `Ask the provider’s support what ${said} means${requestId ? `, and name the request ${requestId}` : ''}.`,
      ],
      doc: context.doc,
    },
  });
}
