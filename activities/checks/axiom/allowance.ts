import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { limitsOf } from './limits.ts';

/** An allowance of the plan that is nearly used up, by the check's threshold `allowance_warn_percent`: a warning while things work. Null
 * where there is enough, or where Axiom names no limit. */
export function warnOfAllowance(
  evidence: Evidence<unknown>,
  { thresholds, doc }: JudgeContext<'axiom'>,
  said: { summary: string; metadata?: Record<string, unknown> },
): Finding | null {
  const limits = limitsOf(evidence.exchanges.at(-1)?.headers ?? {});
  for (const name of ['ingest', 'query'] as const) {
    const { limit = 0, remaining = 0, reset = null } = limits[name] ?? {};
    const percent = (remaining / limit) * 100;
    if (!(limit > 0) || percent >= (thresholds['allowance_warn_percent'] ?? 0)) continue;
    const until = reset ?? 'the end of the billing period';
    const left = `${percent < 1 ? 'less than 1' : Math.floor(percent)} %`;
    return ill(evidence, {
      ...said,
      status: 'warn',
      failureClass: 'quota',
      rung: 'function',
      detail: `${left} left`,
      summary: `${said.summary} But only ${left} of Axiom’s ${name} allowance is left until ${until}.`,
      hint: {
        id: 'QUOTA',
        title: 'The allowance is nearly used up',
        steps: [
          `Work out whether it lasts until ${until}: in Axiom, Settings → Usage shows what each dataset takes.`,
          name === 'ingest'
            ? 'Send less: sample, or drop what nobody reads.'
            : 'Look for monitors and dashboards that query often over long times.',
          'Or take a larger plan under Settings → Billing before it ends.',
        ],
        doc,
      },
    });
  }
  return null;
}
