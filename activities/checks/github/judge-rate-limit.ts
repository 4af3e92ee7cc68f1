import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import { tokenWarning } from './token-warning.ts';

/** What one kind of request is allowed; `reset` in seconds since 1970. */
export interface Allowance {
  name: string;
  limit: number;
  remaining: number;
  reset: number;
}

type Seen = Evidence<Allowance[]>;
type Context = JudgeContext<'github'>;

/** Judges by the scarcest of them: that one stops the product first. */
export function judgeRateLimit(evidence: Seen, context: Context, deadlineMs: number): Finding {
  if (hasNoLimits(evidence)) return well(evidence, { summary: 'This GitHub counts no requests: its rate limits are switched off.' });
  const trouble = judgeGitHub(evidence, context, deadlineMs);
  if (trouble) return trouble;
  const allowances = evidence.answer ?? [];
  const scarcest = allowances.toSorted((one, other) => share(one) - share(other))[0];
  if (!scarcest || Number.isNaN(share(scarcest))) return notWhatWasAsked(evidence, context, 'rate limit');
  const { remaining_warn_pct: warnPct, remaining_fail_pct: failPct } = context.thresholds;
  if (share(scarcest) < failPct!) return scarce(evidence, context, scarcest, 'fail');
  if (share(scarcest) < warnPct!) return scarce(evidence, context, scarcest, 'warn');
  const works = `${allowances.map(inWords).join('; ')} this hour`;
  return (
    tokenWarning(evidence, context, works, { rate_limit: allowances }) ??
    well(evidence, { summary: `${works}.`, metadata: { rate_limit: allowances } })
  );
}

/** An Enterprise Server whose rate limits are off, which is how it is delivered, has no such page (GitHub’s documentation; L1). */
function hasNoLimits({ exchanges }: Seen): boolean {
  const last = exchanges.at(-1);
  return last?.status === 404 && /\/rate_limit$/.test(new URL(last.url).pathname) && /json/.test(last.headers['content-type'] ?? '');
}

/** How much is left, in per cent. */
function share({ remaining, limit }: Allowance): number {
  return limit > 0 ? (remaining / limit) * 100 : NaN;
}

function inWords({ name, remaining, limit }: Allowance): string {
  return `${remaining} of ${limit} ${name} requests left`;
}

function scarce(evidence: Seen, context: Context, allowance: Allowance, status: 'warn' | 'fail'): Finding {
  const reset = new Date(allowance.reset * 1000).toISOString();
  const spent = status === 'fail';
  return ill(evidence, {
    status,
    failureClass: 'quota',
    rung: 'function',
    detail: `${allowance.remaining} of ${allowance.limit} left`,
    metadata: { rate_limit: evidence.answer },
    summary: `${spent ? `The hour’s ${allowance.name} requests are used up` : `Few ${allowance.name} requests are left`}: ${allowance.remaining} of ${allowance.limit}; GitHub counts anew at ${reset}.`,
    hint: {
      id: 'QUOTA',
      title: spent ? 'The hourly limit is used up' : 'The hourly limit is nearly used up',
      steps: [
        spent ? `Wait until ${reset}.` : `Put off what can wait until ${reset}.`,
        allowance.name === 'graphql'
          ? 'Ask for less in one GraphQL query: its cost grows with the nodes it asks for.'
          : 'Find out which part of your product asks so much; conditional requests (If-None-Match) that answer 304 are not counted.',
      ],
      doc: context.doc,
    },
  });
}
