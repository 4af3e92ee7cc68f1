import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';

/** Axiom's tokens say of themselves what they are. */
export function tokenTypeOf(token: string): 'API token' | 'personal token' | 'unknown' {
  if (token.startsWith('xaat-')) return 'API token';
  return token.startsWith('xapt-') ? 'personal token' : 'unknown';
}

/** A personal token may do all that its owner may, Axiom's SDK calls it deprecated, and no edge takes it: a warning while it works. Null for
 * all others. */
export function warnOfPersonal(
  evidence: Evidence<unknown>,
  { settings, doc }: JudgeContext<'axiom'>,
  said: { summary: string; metadata?: Record<string, unknown> },
): Finding | null {
  if (tokenTypeOf(settings.token) !== 'personal token') return null;
  return ill(evidence, {
    ...said,
    status: 'warn',
    failureClass: 'config',
    rung: 'auth',
    detail: 'a personal token',
    summary: `${said.summary} But it is a personal token: it may do all that its owner may${settings.edgeUrl ? ', and the edge in AXIOM_EDGE_URL takes API tokens only' : ''}.`,
    hint: {
      id: 'AX_PAT',
      title: 'AXIOM_TOKEN is a personal token',
      steps: [
        `In Axiom, open Settings → API tokens → New API token → Advanced: give it Ingest and Query on ${settings.dataset}, and Datasets: Read.`,
        'Put it (xaat-…) into AXIOM_TOKEN, leave AXIOM_ORG_ID empty, and restart the worker.',
        'Then delete the personal token under Settings → Profile, where nothing else uses it.',
      ],
      doc,
    },
  });
}
