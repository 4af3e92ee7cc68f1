import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { refusedByBudget, type BudgetLimits, type Refused } from '#workflows/core/budget.ts';
import { readSpending } from './read-spending.ts';

/** Any number will do, as long as it is ours. */
const LOCK = 736_215_002;

interface Opened {
  runId: string;
  checks: readonly { check: string; provider: string; expensive?: boolean }[];
  limits: BudgetLimits;
}

/** Which of a run's expensive checks have no place. Openings wait for each other here, until the transaction has written the rows that take
 * the places: two at once never share the last one. Nothing for a run whose rows are there already. */
export async function reservePlaces(sequelize: Sequelize, { runId, checks, limits }: Opened, transaction: Transaction): Promise<Refused[]> {
  const expensive = checks.filter((check) => check.expensive);
  if (expensive.length === 0) return [];
  await sequelize.query('select pg_advisory_xact_lock($1)', { bind: [LOCK], transaction, type: QueryTypes.SELECT });
  const written = await sequelize.query('select from run_checks where run_id = $1 limit 1', {
    bind: [runId],
    transaction,
    type: QueryTypes.SELECT,
  });
  if (written.length > 0) return [];
  const names = expensive.map(({ check }) => check);
  return refusedByBudget(expensive, limits, await readSpending(sequelize, names, transaction));
}
