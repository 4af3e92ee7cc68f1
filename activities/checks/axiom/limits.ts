import type { Refusal } from './refusals.ts';

/** Axiom's three limits by the prefix of their headers; `allowance` is one of the plan, used up until the billing period ends. */
const LIMITS = [
  { name: 'ingest', prefix: 'x-ingestlimit', isAllowance: true },
  { name: 'query', prefix: 'x-querylimit', isAllowance: true },
  { name: 'requests', prefix: 'x-ratelimit', isAllowance: false },
] as const;

export interface AxiomLimit {
  limit: number;
  remaining: number;
  /** ISO 8601; null where it was not said. */
  reset: string | null;
  /** Whose: the user's or the organisation's. Only of requests. */
  scope?: string;
}

/** The limits that an answer names, by `ingest` (bytes a month), `query` (GB·ms) and `requests` (a minute). */
export function limitsOf(headers: Record<string, string>): Partial<Record<(typeof LIMITS)[number]['name'], AxiomLimit>> {
  const told = LIMITS.filter(({ prefix }) => headers[`${prefix}-remaining`] !== undefined).map(({ name, prefix }) => {
    const scope = headers[`${prefix}-scope`];
    const limit: AxiomLimit = {
      limit: Number(headers[`${prefix}-limit`]),
      remaining: Number(headers[`${prefix}-remaining`]),
      reset: timeOf(headers[`${prefix}-reset`]),
      ...(scope ? { scope } : {}),
    };
    return [name, limit] as const;
  });
  return Object.fromEntries(told);
}

/** What a 429 means: the limit that has nothing left. Null where the headers do not tell. */
export function limitRefusal(headers: Record<string, string>): Refusal | null {
  const limits = limitsOf(headers);
  const spent = LIMITS.find(({ name }) => limits[name]?.remaining === 0);
  if (!spent) return null;
  const { limit, reset, scope } = limits[spent.name]!;
  return spent.isAllowance ? usedUp(spent.name, reset ?? 'the end of the billing period') : tooFast(limit, reset, scope);
}

function usedUp(name: string, until: string): Refusal {
  return {
    failureClass: 'quota',
    rung: 'function',
    summary: `Axiom’s ${name} allowance is used up until ${until}.`,
    hint: {
      id: 'QUOTA',
      title: 'The allowance is used up',
      steps: [
        'In Axiom, open Settings → Usage: which dataset takes so much?',
        `Wait until ${until}, or take a larger plan under Settings → Billing.`,
      ],
    },
  };
}

function tooFast(limit: number, reset: string | null, scope = 'organization'): Refusal {
  return {
    failureClass: 'rate_limit',
    rung: 'function',
    summary: `Axiom’s limit of ${limit} requests a minute for this ${scope} is reached${reset ? ` until ${reset}` : ''}.`,
    hint: {
      id: 'RATE_LIMIT',
      title: 'Too many requests',
      steps: [
        reset ? `Wait until ${reset}, then run the check again.` : 'Wait a minute, then run the check again.',
        scope === 'user' ? 'Find what else uses the same token.' : 'Find what else of your organisation asks Axiom so often.',
        'Send events in batches: Axiom counts requests, not events. The doctor alone asks seldom.',
      ],
    },
  };
}

/** Seconds since 1970, as ISO 8601. */
function timeOf(seconds: string | undefined): string | null {
  const at = new Date(Number(seconds) * 1000);
  return Number(seconds) > 0 && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}
