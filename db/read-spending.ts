import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { Spending } from '#workflows/core/budget.ts';

/** Counts what was spent today and what is promised: a place is taken from the moment a run is opened, and given back by itself where the
 * check ends without a probe. Of checks, the last start of any day is looked up. */
export async function readSpending(sequelize: Sequelize, checks: readonly string[], transaction?: Transaction): Promise<Spending> {
  const [row] = await sequelize.query<Spending & { lastAt: Record<string, string> }>(SPENDING, {
    bind: [JSON.stringify(checks)],
    type: QueryTypes.SELECT,
    ...(transaction ? { transaction } : {}),
  });
  const { now, dayEnds, today, lastAt } = row!;
  return { now, dayEnds, today, lastAt: Object.fromEntries(Object.entries(lastAt).map(([check, at]) => [check, new Date(at)])) };
}

/** A check that began counts on the day it began; one that is promised may begin any moment. */
const SPENDING = `
  with clock as (select clock_timestamp() as now, date_trunc('day', clock_timestamp(), 'UTC') as day),
       taken as (select provider_key, check_name, coalesce(first_started_at, now) as at, day
                   from run_checks, clock where expensive and (attempts > 0 or state <> 'finished')
                    and (first_started_at is null or first_started_at >= day - interval '8 days'))
  select now, day + interval '24 hours' as "dayEnds",
         (select coalesce(json_object_agg(provider_key, count), '{}')
            from (select provider_key, count(*)::integer from taken where at >= day group by provider_key) of_today) as today,
         (select coalesce(json_object_agg(check_name, at), '{}')
            from (select check_name, max(at) as at from taken where $1::jsonb ? check_name group by check_name) latest) as "lastAt"
    from clock`;
