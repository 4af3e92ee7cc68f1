import { QueryTypes, type Sequelize } from 'sequelize';
import { UNTOLD, type CredentialLight } from '#workflows/core/beside-finding.ts';

/** What is known of a provider as a whole, beside its checks. */
export interface GroupFacts {
  scope: string;
  provider: string | null;
  /** The credential that its checks ask with, by the probe that was told most of it; null where none was judged yet. */
  credential: CredentialLight | null;
  /** Of the host whose certificate ends first: whole days left; null where that is not known. */
  certificateDays: number | null;
}

/** Reads what stands beside the name of each provider. Of each, a handful of checks is looked at, so that it costs the same with a thousand. */
export function createGroupFactsReader(sequelize: Sequelize): { groupFacts(): Promise<GroupFacts[]> } {
  return {
    async groupFacts() {
      const rows = await sequelize.query<GroupFacts>(FACTS, { type: QueryTypes.SELECT });
      return rows.map((row) => ({ ...row, credential: row.credential && { ...UNTOLD, ...row.credential } }));
    },
  };
}

const FACTS = `
  with first as (
    select scope, provider, capability, position, s.last_probe_id,
           row_number() over (partition by scope, provider order by capability <> 'network', position) as place
      from checks c join check_states s on s.check_name = c.name
     where c.retired_at is null and c.configured and s.last_probe_id is not null),
  told as (
    select first.*, p.metadata -> 'credentials' -> 0 as credential, p.metadata -> 'hosts' as hosts
      from first join integration_probes p on p.id = first.last_probe_id where place <= 5)
  select scope, provider,
         (array_agg(credential order by credential ->> 'expires_at' is null, jsonb_typeof(credential -> 'may') = 'null', credential ->> 'identity' is null, position)
           filter (where credential is not null))[1] as credential,
         (select min((host ->> 'days_left')::integer) from told network, jsonb_array_elements(network.hosts) host
           where network.capability = 'network' and network.scope = told.scope and network.provider is not distinct from told.provider
             and jsonb_typeof(network.hosts) = 'array') as "certificateDays"
    from told group by scope, provider`;
