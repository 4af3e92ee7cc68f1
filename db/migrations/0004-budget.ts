/** Whether a check of a run costs money, so that what was spent can be counted from the runs themselves; and whether a person overruled
 * the budget. */
export const budget = /* sql */ `
alter table run_checks add column expensive boolean not null default false;
create index run_checks_expensive on run_checks (provider_key, first_started_at) where expensive;
alter table probe_runs add column over_budget boolean not null default false;
`;
