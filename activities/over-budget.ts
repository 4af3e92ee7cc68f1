import ms from 'ms';
import type { Refused } from '#workflows/core/budget.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Untold } from '#workflows/core/finding.ts';
import { untold } from './judging/findings.ts';

/** The check costs money and has no place: it was not looked at, and said is when it can be, and how to have it now. */
export function overBudget({ name, cost_usd }: Pick<CatalogueEntry, 'name' | 'cost_usd'>, refused: Refused): Untold {
  const { reason, provider, used, dailyCap, intervalMs, lastAt, freeAt } = refused;
  const free = freeAt && inUtc(freeAt);
  const taken = `${used} of the ${dailyCap} probes a day that ${provider} may cost are taken`;
  const resting = `it costs money and ran at ${lastAt && inUtc(lastAt)}, less than ${intervalMs === null ? '' : ms(intervalMs, { long: true })} ago`;
  const variable = reason === 'cap' ? 'GREENLIGHT_DAILY_CAP' : 'GREENLIGHT_EXPENSIVE_INTERVAL';
  return untold(null, {
    status: 'skipped',
    failureClass: 'budget',
    summary: free
      ? `Over budget: ${reason === 'cap' ? taken : resting}; the next is free at ${free}.`
      : 'Over budget: it costs money, and GREENLIGHT_DAILY_CAP is 0, so it runs only when a person says so.',
    metadata: {
      budget: { reason, used_today: used, daily_cap: dailyCap, interval_ms: intervalMs, last_at: lastAt, free_at: freeAt },
    },
    hint: {
      id: 'OVER_BUDGET',
      title: 'Its allowance is used up',
      steps: [
        ...(free ? [`Run it again after ${free}.`] : []),
        `Or have it now, over budget: npm run probe -- --check ${name} --over-budget${cost_usd > 0 ? ` (about $${cost_usd})` : ''}.`,
        `If that is needed often, raise ${variable} (see .env.example) and restart the worker.`,
      ],
      doc: 'docs/runbook.md',
    },
  });
}

/** `2026-11-25 00:00 UTC`, never a moment too early. */
function inUtc(at: Date): string {
  return `${new Date(Math.ceil(at.getTime() / 60_000) * 60_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
