import { join } from 'node:path';
import { connectDatabase } from '#db/connect.ts';
import { readSpending } from '#db/read-spending.ts';
import type { Env } from '#env.ts';
import { livingStack } from '#scripts/stack/stack-state.ts';
import { refusedByBudget, type Refused } from '#workflows/core/budget.ts';
import { providerKey, type CatalogueEntry } from '#workflows/core/check.ts';

const PATIENCE_MS = 3_000;

/** Which of the planned checks have no place in the budget now. Null: no stack is up that could tell, and none is brought up for it. */
export async function budgetNow(planned: readonly CatalogueEntry[], env: Env): Promise<Refused[] | null> {
  const expensive = planned
    .filter((entry) => entry.expensive && entry.configured)
    .map((entry) => ({ check: entry.name, provider: providerKey(entry) }));
  const isLimited = env.budget.dailyCap !== null || env.budget.intervalMs !== null;
  if (expensive.length === 0 || !isLimited) return [];
  const url = env.databaseUrl ?? livingStack(join(env.storage, env.mode))?.databaseUrl;
  if (!url) return null;
  const database = connectDatabase(url, { poolMax: 1, statementTimeoutMs: PATIENCE_MS });
  try {
    const names = expensive.map(({ check }) => check);
    return refusedByBudget(expensive, env.budget, await readSpending(database, names));
  } catch {
    return null;
  } finally {
    void database.close().catch(() => {});
  }
}
