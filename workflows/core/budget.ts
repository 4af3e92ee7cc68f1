import type { RunRequest } from './run.ts';

/** What limits the checks that cost money; null: nothing does. */
export interface BudgetLimits {
  /** So many probes a day (in UTC) of one provider. */
  dailyCap: number | null;
  /** Milliseconds from one probe of a check to the next. */
  intervalMs: number | null;
}

/** What was spent, and what runs under way have been promised, by the database's clock. */
export interface Spending {
  now: Date;
  /** When the day ends, in UTC. */
  dayEnds: Date;
  /** Places taken today, by provider. */
  today: Record<string, number>;
  /** When each check last went out; one that is promised counts as going out now. */
  lastAt: Record<string, Date>;
}

/** A check that has no place, and why. */
export interface Refused extends BudgetLimits {
  check: string;
  provider: string;
  reason: 'cap' | 'interval';
  /** Places that its provider has taken today. */
  used: number;
  lastAt: Date | null;
  /** When there is a place at the latest; null: never, without a person's word. */
  freeAt: Date | null;
}

/** Gives places to the checks in their order, as long as there are some; returns those that get none. */
export function refusedByBudget(
  checks: readonly { check: string; provider: string }[],
  limits: BudgetLimits,
  spending: Spending,
): Refused[] {
  const { now, dayEnds, lastAt } = spending;
  const { dailyCap, intervalMs } = limits;
  const today = new Map(Object.entries(spending.today));
  return checks.flatMap(({ check, provider }): Refused[] => {
    const used = today.get(provider) ?? 0;
    const last = lastAt[check] ?? null;
    const rested = last === null || intervalMs === null ? now : new Date(last.getTime() + intervalMs);
    const isFull = dailyCap !== null && used >= dailyCap;
    if (!isFull && rested <= now) {
      today.set(provider, used + 1);
      return [];
    }
    const freeAt = dailyCap === 0 ? null : isFull && rested < dayEnds ? dayEnds : rested;
    return [{ check, provider, reason: isFull ? 'cap' : 'interval', used, lastAt: last, freeAt, ...limits }];
  });
}

/** True where a person wants what costs money although the budget is used up; what runs by itself never may. */
export function mayOverrule({ overBudget = false, trigger }: Pick<RunRequest, 'overBudget' | 'trigger'>): boolean {
  return overBudget && (trigger === 'manual' || trigger === 'ops_ui' || trigger === 'api');
}
