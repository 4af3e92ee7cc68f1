/** One call records one probe, in one transaction: the fence, the probe, its artifacts, the light, the rollups, and the word to
 * whoever listens. Returns the status that stands, which is the first one. */
export const recordProbe = /* sql */ `
-- Its plans are made once per connection, maybe while the tables are still empty: without the setting they would go on reading whole tables.
create function record_probe(p jsonb) returns text language plpgsql set enable_seqscan = off as $$
declare
  gate run_checks;
  run probe_runs;
  entry checks;
  started timestamptz;
  ended timestamptz := clock_timestamp();
  outcome text := p ->> 'status';
  said text := p #>> '{finding,summary}';
  class text := p #>> '{finding,failure_class}';
  advice jsonb := nullif(p #> '{finding,hint}', 'null');
  ladder jsonb := p #> '{finding,rungs}';
  judged boolean := outcome in ('ok', 'warn', 'fail');
  automatic boolean;
  slot integer := (p ->> 'slot')::integer;
  urls jsonb := '[]';
begin
  -- The fence: it moves to finished once, and only who moved it goes on.
  update run_checks set state = 'finished', status = outcome, finding = p -> 'finding', attempts = coalesce(nullif((p ->> 'attempts')::integer, 0), attempts),
         finished_at = ended, next_attempt_at = null, duration_ms = (p ->> 'duration_ms')::double precision,
         first_started_at = coalesce(first_started_at, ended)
   where run_id = (p ->> 'run_id')::uuid and check_name = p ->> 'check_name' and state <> 'finished'
   returning * into gate;
  if not found then
    return (select status from run_checks where run_id = (p ->> 'run_id')::uuid and check_name = p ->> 'check_name');
  end if;
  select * into run from probe_runs where id = gate.run_id;
  perform pg_notify('greenlight', json_build_object('run', gate.run_id, 'check', gate.check_name)::text);
  if not run.recorded then
    return outcome;
  end if;

  started := gate.first_started_at;
  automatic := run.trigger in ('auto_boot', 'scheduler', 'confirm');
  select * into entry from checks where name = gate.check_name;
  if p -> 'files' <> '[]' then
  with kept as (
    insert into artifacts (probe_id, name, type, size, sha256, path, expires_at)
      select gate.probe_id, f ->> 'name', f ->> 'type', (f ->> 'size')::integer, f ->> 'sha256', f ->> 'path', ended + interval '30 days'
        from jsonb_array_elements(p -> 'files') f
      returning id, path)
    select coalesce(jsonb_agg('/ops/artifacts/' || kept.id order by listed.place), '[]') into urls
      from kept join jsonb_array_elements_text(p -> 'output_paths') with ordinality listed (path, place) using (path);
  end if;
  insert into integration_probes (id, run_id, check_name, scope, provider, capability, status, trigger, summary, failure_class, hint, rungs,
      http_status, request_id, attempts, cost_usd, skipped_because, metadata, output_paths, artifact_urls, started_at, finished_at, duration_ms,
      workflow_id, workflow_run_id, activity_id)
    values (gate.probe_id, gate.run_id, gate.check_name, coalesce(entry.scope, split_part(gate.check_name, '.', 1)), entry.provider,
      coalesce(entry.capability, gate.check_name), outcome, run.trigger, said, class, advice, ladder, (p #>> '{finding,http_status}')::integer, p #>> '{finding,request_id}',
      gate.attempts, (p #>> '{finding,cost_usd}')::double precision, case when outcome = 'skipped' then class end,
      p #> '{finding,metadata}', p -> 'output_paths', urls, started, ended, gate.duration_ms,
      p ->> 'workflow_id', p ->> 'workflow_run_id', p ->> 'activity_id');

  -- The light: the newest start owns it; older probes that arrive late only count. One statement: each more writes the row once more.
  insert into check_states as s (check_name, verdict, verdict_since, verdict_started_at, streak, last_success_at, last_success_probe_id,
      last_failure_at, last_failure_probe_id, last_auto_verdict_at, last_outcome, last_outcome_started_at, last_outcome_at, last_outcome_class,
      last_outcome_summary, last_outcome_hint, last_run_id, last_probe_id, duration_ms, summary, failure_class, hint, rungs, ring)
    values (gate.check_name, case when judged then outcome end, case when judged then ended end, case when judged then started end, judged::integer,
      case when outcome in ('ok', 'warn') then ended end, case when outcome in ('ok', 'warn') then gate.probe_id end,
      case when outcome = 'fail' then ended end, case when outcome = 'fail' then gate.probe_id end, case when judged and automatic then ended end,
      outcome, started, ended, class, said, advice, gate.run_id,
      case when judged then gate.probe_id end, case when judged then gate.duration_ms end, case when judged then said end,
      case when judged then class end, case when judged then advice end, case when judged then ladder end,
      jsonb_build_array(jsonb_build_object('at', ended, 'status', outcome, 'ms', round(gate.duration_ms), 'class', class)))
    on conflict (check_name) do update set
      ring = (case when jsonb_array_length(s.ring) >= 30 then s.ring - 0 else s.ring end) || excluded.ring,
      -- Locks let two endings pass each other: the later time stays, with its probe.
      last_success_at = greatest(s.last_success_at, excluded.last_success_at),
      last_success_probe_id = case when excluded.last_success_at >= coalesce(s.last_success_at, '-infinity') then excluded.last_success_probe_id else s.last_success_probe_id end,
      last_failure_at = greatest(s.last_failure_at, excluded.last_failure_at),
      last_failure_probe_id = case when excluded.last_failure_at >= coalesce(s.last_failure_at, '-infinity') then excluded.last_failure_probe_id else s.last_failure_probe_id end,
      last_auto_verdict_at = greatest(s.last_auto_verdict_at, excluded.last_auto_verdict_at),
      (last_outcome, last_outcome_started_at, last_outcome_at, last_outcome_class, last_outcome_summary, last_outcome_hint, last_run_id) = (
        select s.last_outcome, s.last_outcome_started_at, s.last_outcome_at, s.last_outcome_class, s.last_outcome_summary, s.last_outcome_hint, s.last_run_id
         where s.last_outcome_started_at > started
        union all
        select outcome, started, ended, class, said, advice, gate.run_id where s.last_outcome_started_at is null or s.last_outcome_started_at <= started),
      (verdict, verdict_since, streak, verdict_started_at, last_probe_id, duration_ms, summary, failure_class, hint, rungs) = (
        select s.verdict, s.verdict_since, s.streak, s.verdict_started_at, s.last_probe_id, s.duration_ms, s.summary, s.failure_class, s.hint, s.rungs
         where not judged or s.verdict_started_at > started
        union all
        select outcome, case when s.verdict is distinct from outcome then ended else s.verdict_since end,
               case when s.verdict is distinct from outcome then 1 else s.streak + 1 end, started, gate.probe_id, gate.duration_ms, said, class, advice, ladder
         where judged and (s.verdict_started_at is null or s.verdict_started_at <= started));

  insert into probe_rollups as r (check_name, bucket, bucket_start, ok, warn, fail, skipped, unknown, sum_ms, histogram)
    select gate.check_name, b, date_trunc(b, ended, 'UTC'), (outcome = 'ok')::integer, (outcome = 'warn')::integer, (outcome = 'fail')::integer,
           (outcome = 'skipped')::integer, (outcome = 'unknown')::integer, case when judged then gate.duration_ms else 0 end,
           case when judged then array_fill(0, array[slot]) || 1 || array_fill(0, array[39 - slot]) else array_fill(0, array[40]) end
      from unnest(array['hour', 'day']) b
    on conflict (check_name, bucket, bucket_start) do update set
      ok = r.ok + excluded.ok, warn = r.warn + excluded.warn, fail = r.fail + excluded.fail, skipped = r.skipped + excluded.skipped,
      unknown = r.unknown + excluded.unknown, sum_ms = r.sum_ms + excluded.sum_ms,
      histogram = case when judged then r.histogram[1:slot] || (r.histogram[slot + 1] + 1) || r.histogram[slot + 2:40] else r.histogram end;
  return outcome;
end $$;

-- Counts the attempt and says so; no row where the check has its outcome. A function, because its plans are made once: planning costs more
-- than the update. What is lost with a crash of the machine is a number for people, so nobody waits for the disk.
create function begin_attempt(of_run uuid, of_check text) returns table (attempt integer, most_attempts integer, met jsonb, is_recorded boolean)
  language plpgsql set enable_seqscan = off as $$
begin
  update run_checks c set state = 'running', attempts = c.attempts + 1, attempt_started_at = clock_timestamp(), next_attempt_at = null,
         first_started_at = coalesce(c.first_started_at, clock_timestamp())
   where c.run_id = of_run and c.check_name = of_check and c.state <> 'finished'
   returning c.attempts, c.max_attempts, c.troubles into attempt, most_attempts, met;
  if not found then
    return;
  end if;
  select r.recorded into is_recorded from probe_runs r where r.id = of_run;
  perform set_config('synchronous_commit', 'off', true);
  perform pg_notify('greenlight', json_build_object('run', of_run, 'check', of_check)::text);
  return next;
end $$;
`;
