/** The tables of the spine. What is append-only says so with a trigger; what must not be wrong says so with a constraint. */
export const theSpine = /* sql */ `
create table checks (
  name text primary key,
  scope text not null,
  provider text,
  capability text not null,
  title text not null,
  why text not null,
  does text not null,
  cost_usd double precision not null default 0,
  expensive boolean not null,
  baseline boolean not null,
  cadence_ms double precision,
  requires jsonb not null default '[]',
  configured boolean not null,
  missing jsonb not null default '[]',
  doc text not null,
  position integer not null,
  retired_at timestamptz,
  updated_at timestamptz not null default clock_timestamp()
);

create table probe_runs (
  id uuid primary key,
  workflow_id text not null,
  selection jsonb not null,
  selection_key text not null,
  trigger text not null check (trigger in ('manual', 'ops_ui', 'api', 'auto_boot', 'scheduler', 'confirm')),
  requested_by text not null,
  recorded boolean not null,
  nonce text,
  mode text not null check (mode in ('live', 'sandbox')),
  state text not null default 'running' check (state in ('asked', 'running', 'finished', 'cancelled', 'lost')),
  status text check (status in ('ok', 'warn', 'fail', 'skipped', 'unknown')),
  counts jsonb,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create unique index probe_runs_nonce on probe_runs (nonce) where nonce is not null;
create index probe_runs_started_at on probe_runs (started_at desc);
create index probe_runs_open on probe_runs (started_at) where state in ('asked', 'running');

create table run_checks (
  run_id uuid not null references probe_runs (id) on delete cascade,
  check_name text not null,
  probe_id uuid not null,
  position integer not null,
  requires jsonb not null,
  provider_key text not null,
  place_limit integer not null,
  start_to_close_ms integer not null,
  schedule_to_close_ms integer not null,
  max_attempts integer not null,
  asked boolean not null,
  state text not null default 'pending' check (state in ('pending', 'running', 'finished')),
  attempts integer not null default 0,
  troubles jsonb not null default '[]',
  first_started_at timestamptz,
  attempt_started_at timestamptz,
  next_attempt_at timestamptz,
  finished_at timestamptz,
  duration_ms double precision,
  status text check (status in ('ok', 'warn', 'fail', 'skipped', 'unknown')),
  finding jsonb,
  primary key (run_id, check_name)
) with (fillfactor = 70);
create index run_checks_active on run_checks (check_name) where state <> 'finished';

create table integration_probes (
  id uuid primary key,
  run_id uuid not null,
  check_name text not null,
  scope text not null,
  provider text,
  capability text not null,
  status text not null check (status in ('ok', 'warn', 'fail', 'skipped', 'unknown')),
  trigger text not null check (trigger in ('manual', 'ops_ui', 'api', 'auto_boot', 'scheduler', 'confirm')),
  summary text not null,
  failure_class text,
  hint jsonb,
  rungs jsonb not null default '[]',
  http_status integer,
  request_id text,
  attempts integer not null,
  cost_usd double precision not null default 0,
  skipped_because text,
  metadata jsonb not null default '{}',
  output_paths jsonb not null default '[]',
  artifact_urls jsonb not null default '[]',
  started_at timestamptz not null,
  finished_at timestamptz not null,
  duration_ms double precision not null,
  workflow_id text,
  workflow_run_id text,
  activity_id text,
  constraint what_is_not_ok_says_why check (status = 'ok' or (failure_class is not null and hint is not null))
);
create index integration_probes_scope on integration_probes (scope);
create index integration_probes_provider on integration_probes (provider);
create index integration_probes_status on integration_probes (status);
create index integration_probes_finished_at on integration_probes (finished_at);
create index integration_probes_check on integration_probes (check_name, finished_at desc);
create index integration_probes_run on integration_probes (run_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'integration_probes is append-only: a probe is a fact';
end $$;
create trigger integration_probes_append_only before update on integration_probes for each row execute function refuse_change();

create table artifacts (
  id uuid primary key default gen_random_uuid(),
  probe_id uuid not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 text not null,
  path text not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  unique (probe_id, path)
);
create index artifacts_expires_at on artifacts (expires_at);

create table check_states (
  check_name text primary key,
  verdict text check (verdict in ('ok', 'warn', 'fail')),
  verdict_since timestamptz,
  verdict_started_at timestamptz,
  streak integer not null default 0,
  last_success_at timestamptz,
  last_success_probe_id uuid,
  last_failure_at timestamptz,
  last_failure_probe_id uuid,
  last_auto_verdict_at timestamptz,
  last_outcome text check (last_outcome in ('ok', 'warn', 'fail', 'skipped', 'unknown')),
  last_outcome_started_at timestamptz,
  last_outcome_at timestamptz,
  last_outcome_class text,
  last_outcome_summary text,
  last_outcome_hint jsonb,
  last_probe_id uuid,
  last_run_id uuid,
  duration_ms double precision,
  summary text,
  failure_class text,
  hint jsonb,
  rungs jsonb,
  ring jsonb not null default '[]'
) with (fillfactor = 50);

create table probe_rollups (
  check_name text not null,
  bucket text not null check (bucket in ('hour', 'day')),
  bucket_start timestamptz not null,
  ok integer not null default 0,
  warn integer not null default 0,
  fail integer not null default 0,
  skipped integer not null default 0,
  unknown integer not null default 0,
  sum_ms double precision not null default 0,
  histogram integer[] not null,
  primary key (check_name, bucket, bucket_start)
) with (fillfactor = 70);
`;
