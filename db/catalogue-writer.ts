import type { Sequelize } from 'sequelize';
import type { CatalogueEntry } from '#workflows/core/check.ts';

export interface CatalogueWriter {
  /** Writes today's checks; one that vanished is retired, one that came back is not. */
  writeCatalogue(entries: readonly CatalogueEntry[]): Promise<void>;
}

/** The writer of the catalogue: panel and command line read from it which checks there are. */
export function createCatalogueWriter(sequelize: Sequelize): CatalogueWriter {
  return {
    async writeCatalogue(entries) {
      const rows = entries.map((entry, position) => ({ ...entry, position }));
      await sequelize.query(
        `with today as (select * from jsonb_populate_recordset(null::checks, $1::jsonb)),
              retired as (update checks set retired_at = clock_timestamp() where retired_at is null and name not in (select name from today))
         insert into checks (name, scope, provider, capability, title, why, does, cost_usd, expensive, baseline, cadence_ms, requires, configured, missing, doc, position)
         select name, scope, provider, capability, title, why, does, cost_usd, expensive, baseline, cadence_ms, requires, configured, missing, doc, position from today
         on conflict (name) do update set scope = excluded.scope, provider = excluded.provider, capability = excluded.capability, title = excluded.title,
           why = excluded.why, does = excluded.does, cost_usd = excluded.cost_usd, expensive = excluded.expensive, baseline = excluded.baseline,
           cadence_ms = excluded.cadence_ms, requires = excluded.requires, configured = excluded.configured, missing = excluded.missing, doc = excluded.doc,
           position = excluded.position, retired_at = null, updated_at = clock_timestamp()`,
        { bind: [JSON.stringify(rows)] },
      );
    },
  };
}
