import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';

const CLASSES = { dns: 'dns', tcp: 'connect', tls: 'tls', http: 'connect' } as const satisfies Record<string, PatientClass>;

/** The SDK asks once more by itself after a 5xx or a broken connection and tells nobody: where that hid trouble, what went well is a
 * warning. Null where nothing was hidden. */
export function warnOfRetry(
  evidence: Evidence<unknown>,
  { doc }: JudgeContext<'axiom'>,
  said: { summary: string; metadata?: Record<string, unknown> },
): Finding | null {
  const hidden = evidence.exchanges.slice(0, -1).find(({ trouble, status }) => trouble || (status ?? 0) >= 500);
  if (!hidden) return null;
  const phase = hidden.trouble?.phase ?? 'http';
  return ill(evidence, {
    ...said,
    status: 'warn',
    failureClass: hidden.trouble ? CLASSES[phase] : 'server_error',
    rung: phase,
    detail: 'the SDK asked twice',
    summary: `${said.summary} But only when the SDK asked again: first ${whatIs(hidden)}.`,
    hint: {
      id: 'RETRIED',
      title: 'It works, but not at once',
      steps: [
        'Look at the bars: a single warning passes.',
        `If it comes again, look at Axiom’s status page${hidden.requestId ? ` and write to its support; name the request ${hidden.requestId}` : ''}.`,
        ...(hidden.method === 'POST'
          ? ['Expect some events twice: what is sent again after an error may have arrived the first time.']
          : []),
      ],
      doc,
    },
  });
}

const whatIs = ({ trouble, status, method, url }: Exchange): string =>
  `${trouble?.code ?? `HTTP ${status}`} for ${method} ${new URL(url).pathname}`;
