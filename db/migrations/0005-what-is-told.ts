/** What the types of a finding say, said to the database too, for every probe and every outcome of a run, recorded or not: all is well
 * and there is nothing to add, or there is a class that goes with the outcome, and a hint with steps. It holds for what is written from
 * now on: reading through a year of probes would keep everybody waiting, and what was once written is history. */
export const whatIsTold = /* sql */ `
create function is_told(status text, class text, hint jsonb) returns boolean language sql immutable parallel safe as $$
  select coalesce(case
    when status = 'ok' then class is null and hint is null
    when class is null or hint is null then false
    else (case
        when status in ('warn', 'fail') then class in ('dns', 'connect', 'tls', 'proxy', 'timeout', 'server_error', 'rate_limit', 'quota', 'billing', 'auth',
          'permission', 'not_found', 'region', 'api_version', 'retired', 'blocked', 'wrong_result', 'data_mismatch', 'slow', 'expiring', 'config', 'clock')
        else class in ('clock', 'runner', 'no_egress', 'budget', 'prerequisite', 'not_configured', 'cancelled') end)
      and hint ->> 'id' <> '' and hint ->> 'title' <> '' and hint ->> 'doc' <> '' and hint #>> '{steps,0}' <> ''
    end, false)
$$;
alter table integration_probes drop constraint what_is_not_ok_says_why,
  add constraint what_is_not_ok_says_why check (is_told(status, failure_class, hint)) not valid;
alter table run_checks add constraint what_is_not_ok_says_why check (state <> 'finished'
  or coalesce(finding ->> 'status' = status and is_told(status, finding ->> 'failure_class', nullif(finding -> 'hint', 'null')), false)) not valid;
`;
