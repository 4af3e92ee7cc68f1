import { QueryTypes, type Sequelize } from 'sequelize';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { connectDatabase } from '#db/connect.ts';
import { fillHistory } from './fill-history.ts';
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

/** Makes both, with the same checks. The year is `hours` hourly probes of each check. */
export async function makeHistories(servers: Servers, { checks, hours }: { checks: number; hours: number }): Promise<Histories> {
  const [empty, year] = await Promise.all(['empty', 'year'].map((name) => open(servers, name, checks)));
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  say(`Writing ${(checks * hours).toLocaleString('en')} probes into the database with a history; a year takes about a quarter of an hour.`);
  await fillHistory(year!, hours, say);
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
