import { QueryTypes, type Sequelize } from 'sequelize';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { connectDatabase } from '#db/connect.ts';
import { fillHistory } from '#scripts/bench/fill-history.ts';
import type { Servers } from '#scripts/bench/open-servers.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';

const YEAR_DAYS = 365;

export interface Past {
  url: string;
  database: Sequelize;
  /** Rows that lie behind the checks. */
  probes: number;
  rollups: number;
}

/** A database with these checks and a past: hourly probes of so many days, rollups of 365; six checks are not well. */
export async function pastOfChecks(servers: Servers, name: string, entries: readonly CatalogueEntry[], days: number): Promise<Past> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const url = await servers.createDatabase(name);
  const database = connectDatabase(url, { poolMax: 1, statementTimeoutMs: 600_000 });
  await createCatalogueWriter(database).writeCatalogue([...entries]);
  say(`Writing ${(entries.length * days * 24).toLocaleString('en')} probes of ${entries.length} checks.`);
  await fillHistory(database, days * 24, say);
  await database.query(OLDER_DAYS, { bind: [YEAR_DAYS] });
  await database.query(BARS);
  await database.query(NOT_WELL, { bind: [[...entries.slice(5, 8), ...entries.slice(-32, -29)].map((entry) => entry.name)] });
  await database.query('vacuum analyze');
  const [count] = await database.query<{ probes: string; rollups: string }>(
    'select (select count(*) from integration_probes) as probes, (select count(*) from probe_rollups) as rollups',
    { type: QueryTypes.SELECT },
  );
  return { url, database, probes: Number(count!.probes), rollups: Number(count!.rollups) };
}

/** $1: days. */
const OLDER_DAYS = `
  insert into probe_rollups (check_name, bucket, bucket_start, ok, sum_ms, histogram)
  select name, 'day', date_trunc('day', clock_timestamp(), 'UTC') - ago * interval '1 day', 24, 2400, array_fill(0, array[12]) || 24 || array_fill(0, array[27])
    from generate_series(1, $1::integer) ago cross join checks
  on conflict do nothing`;

/** The lights take over the durations and outcomes of the last thirty probes, which differ from check to check. One in five hundred failed. */
const BARS = `
  update check_states s set ring = made.ring, duration_ms = made.ms, summary = made.said, last_success_at = made.at
    from (select check_name, jsonb_agg(jsonb_build_object('at', finished_at, 'status', status, 'ms', ms, 'class', null) order by finished_at) as ring,
                 (array_agg(ms order by finished_at desc))[1] as ms, max(finished_at) as at,
                 'Answered “OK” with gemini-3.8-flash, ' || (array_agg(ms order by finished_at desc))[1] || ' tokens.' as said
            from (select check_name, finished_at - (hashtext(check_name) % 3000 + 3000) * interval '1 second' / 2 as finished_at,
                         round(duration_ms * (0.8 + abs(hashtext(id::text) % 100) / 200.0)) as ms,
                         case when abs(hashtext(id::text)) % 500 = 0 then 'fail' else 'ok' end as status
                    from (select *, row_number() over (partition by check_name order by finished_at desc) as place from integration_probes) numbered
                   where place <= 30) latest
           group by check_name) made
   where made.check_name = s.check_name`;

/** $1: names; every other one warns. */
const NOT_WELL = `
  update check_states s set verdict = made.status, last_outcome = made.status, failure_class = 'auth', last_outcome_class = 'auth', last_failure_at = last_success_at,
         summary = 'The service does not know the token that ends in …c41e.', ring = (ring - -1) || jsonb_set(ring -> -1, '{status}', to_jsonb(made.status)),
         hint = '{"id":"X","title":"Give it another token","steps":["Make a token that may read.","Put it in TOKEN and restart."],"doc":"docs/x.md"}'
    from (select name, case when place % 2 = 1 then 'fail' else 'warn' end as status from unnest($1::text[]) with ordinality as given (name, place)) made
   where made.name = s.check_name`;
