import { QueryTypes, type Sequelize } from 'sequelize';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { connectDatabase } from '#db/connect.ts';
import { entriesOf } from './history-checks.ts';
import type { Servers } from './open-servers.ts';

/** The two databases that `record` and `overview` compare: one that remembers nothing yet, and one with a year behind it. */
export interface Histories {
  empty: Sequelize;
  year: Sequelize;
  /** Rows of `integration_probes` in the second. */
  rows: number;
  close(): Promise<void>;
}

/** Makes both, with the same checks. The year is `hours` hourly probes of each check, written by SQL in the order of time: probes,
 * rollups by hour and day, and as many updates of the lights as that many probes imply. */
export async function makeHistories(servers: Servers, { checks, hours }: { checks: number; hours: number }): Promise<Histories> {
  const [empty, year] = await Promise.all(['empty', 'year'].map((name) => open(servers, name, checks)));
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  say(`Writing ${(checks * hours).toLocaleString('en')} probes into the database with a history; a year takes about a quarter of an hour.`);
  await year!.query('set synchronous_commit = off');
  const STEP = 24 * 7;
  for (let from = 0; from < hours; from += STEP) {
    const bind = [hours - from, Math.max(hours - from - STEP, 0), hours];
    await year!.query(PROBES, { bind });
    await year!.query(ROLLUPS_BY_HOUR, { bind });
    for (let hour = from; hour < Math.min(from + STEP, hours); hour++) await year!.query(LIGHTS, { bind: [hours - hour] });
    if (from % (STEP * 4) === 0) say(`  ${Math.round((from / hours) * 100)} %`);
  }
  await year!.query(ROLLUPS_BY_DAY);
  await year!.query('set synchronous_commit = on');
  await sameLights(empty!, year!);
  await Promise.all([empty!, year!].map((database) => database.query('vacuum analyze')));
  return {
    empty: empty!,
    year: year!,
    rows: checks * hours,
    async close() {
      await Promise.all([empty!.close(), year!.close()]);
    },
  };
}

async function open(servers: Servers, name: string, checks: number): Promise<Sequelize> {
  const url = await servers.createDatabase(name);
  // One connection: the settings of its session hold for all that is written through it.
  const database = connectDatabase(url, { poolMax: 1, statementTimeoutMs: 600_000 });
  await createCatalogueWriter(database).writeCatalogue(entriesOf(checks));
  return database;
}

/** The lights of the empty history are made to hold as much as those of the year: only what lies behind them differs. */
async function sameLights(empty: Sequelize, year: Sequelize): Promise<void> {
  const lights = await year.query<object>('select * from check_states', { type: QueryTypes.SELECT });
  await empty.query('insert into check_states select * from jsonb_populate_recordset(null::check_states, $1::jsonb)', {
    bind: [JSON.stringify(lights)],
  });
}

/** One probe in fifty failed. $1 and $2: hours ago, from and to. */
const PROBES = `
  insert into integration_probes (id, run_id, check_name, scope, provider, capability, status, trigger, summary, failure_class, hint, rungs, http_status,
         request_id, attempts, metadata, started_at, finished_at, duration_ms, workflow_id)
  select uuidv7(at - clock_timestamp()::timestamptz), uuidv7(at - clock_timestamp()::timestamptz), name, scope, provider, capability,
         case when failed then 'fail' else 'ok' end, 'scheduler', 'Answered “OK” with gemini-3.8-flash.', case when failed then 'auth' end,
         case when failed then '{"id":"X","title":"Do this","steps":["Look.","Mend it."],"doc":"docs/x.md"}'::jsonb end,
         '[{"name":"dns","status":"ok","ms":1},{"name":"tcp","status":"ok","ms":2},{"name":"tls","status":"ok","ms":9},{"name":"http","status":"ok","ms":80}]',
         case when failed then 401 else 200 end, md5(name || at::text), 1,
         jsonb_build_object('answer', jsonb_build_object('text', md5(at::text), 'model', 'gemini-3.8-flash'), 'exchanges', jsonb_build_array(md5(name))),
         at, at + ms * interval '1 millisecond', ms, 'doctor/' || name
    from (select name, scope, provider, capability, clock_timestamp() - ago * interval '1 hour' as at, 20 + (position * 37 + ago * 11) % 900 as ms,
                 (position + ago) % 50 = 0 as failed
            from generate_series($1::integer, $2::integer + 1, -1) ago cross join checks where $3::integer > 0) made
   order by at`;

const ROLLUPS_BY_HOUR = `
  insert into probe_rollups (check_name, bucket, bucket_start, ok, sum_ms, histogram)
  select name, 'hour', date_trunc('hour', clock_timestamp(), 'UTC') - ago * interval '1 hour', 1, 100, array_fill(0, array[12]) || 1 || array_fill(0, array[27])
    from generate_series($1::integer, $2::integer + 1, -1) ago cross join checks where $3::integer > 0`;

const ROLLUPS_BY_DAY = `
  insert into probe_rollups (check_name, bucket, bucket_start, ok, sum_ms, histogram)
  select check_name, 'day', date_trunc('day', bucket_start, 'UTC'), sum(ok), sum(sum_ms), array_fill(0, array[12]) || sum(ok)::integer || array_fill(0, array[27])
    from probe_rollups where bucket = 'hour' group by check_name, date_trunc('day', bucket_start, 'UTC')`;

/** What recording one probe of every check does to the lights. $1: hours ago. */
const LIGHTS = `
  insert into check_states as s (check_name, verdict, verdict_since, verdict_started_at, streak, last_success_at, last_auto_verdict_at, last_outcome,
         last_outcome_started_at, last_outcome_at, duration_ms, summary, rungs, ring)
  select name, 'ok', at, at, 1, at, at, 'ok', at, at, 100, 'Answered “OK” with gemini-3.8-flash.', '[{"name":"dns","status":"ok","ms":1}]',
         jsonb_build_array(jsonb_build_object('at', at, 'status', 'ok', 'ms', 100, 'class', null))
    from checks cross join (select clock_timestamp() - $1::integer * interval '1 hour' as at) as now
  on conflict (check_name) do update set streak = s.streak + 1, verdict_started_at = excluded.verdict_started_at, last_success_at = excluded.last_success_at,
         last_auto_verdict_at = excluded.last_auto_verdict_at, last_outcome_started_at = excluded.last_outcome_started_at,
         last_outcome_at = excluded.last_outcome_at,
         ring = (case when jsonb_array_length(s.ring) >= 30 then s.ring - 0 else s.ring end) || excluded.ring`;
