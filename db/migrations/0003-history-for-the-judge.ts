/** What judging wants to know of the past comes with the attempt that begins: the recent outcomes, and the facts of the last success. One
 * call more for each check of a run would be felt. */
export const historyForTheJudge = /* sql */ `
drop function begin_attempt(uuid, text);
create function begin_attempt(of_run uuid, of_check text)
  returns table (attempt integer, most_attempts integer, met jsonb, is_recorded boolean, recent jsonb, success_at timestamptz, success_facts jsonb)
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
  select s.ring, s.last_success_at, p.metadata -> 'facts' into recent, success_at, success_facts
    from check_states s left join integration_probes p on p.id = s.last_success_probe_id where s.check_name = of_check;
  perform set_config('synchronous_commit', 'off', true);
  perform pg_notify('greenlight', json_build_object('run', of_run, 'check', of_check)::text);
  return next;
end $$;
`;
