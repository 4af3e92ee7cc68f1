import type { Sequelize } from 'sequelize';

/** Writes `hours` hourly probes of each check by SQL, in the order of time: probes, rollups by hour and day, and as many updates of the
 * lights as that many probes imply. */
export async function fillHistory(database: Sequelize, hours: number, say: (line: string) => void): Promise<void> {
  await database.query('set synchronous_commit = off');
  const STEP = 24 * 7;
  for (let from = 0; from < hours; from += STEP) {
    const bind = [hours - from, Math.max(hours - from - STEP, 0), hours];
    await database.query(PROBES, { bind });
    await database.query(ROLLUPS_BY_HOUR, { bind });
    for (let hour = from; hour < Math.min(from + STEP, hours); hour++) await database.query(LIGHTS, { bind: [hours - hour] });
    if (from % (STEP * 4) === 0) say(`  ${Math.round((from / hours) * 100)} %`);
  }
  await database.query(ROLLUPS_BY_DAY);
  await database.query('set synchronous_commit = on');
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
