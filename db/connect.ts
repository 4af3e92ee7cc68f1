import { Sequelize } from 'sequelize';

/** Connects to Postgres. `poolMax` connections at most; a statement that takes longer than `statementTimeoutMs` is ended by the
 * server. Nothing is opened until the first query. */
export function connectDatabase(
  url: string,
  { poolMax = 5, statementTimeoutMs = 10_000 }: { poolMax?: number; statementTimeoutMs?: number } = {},
): Sequelize {
  return new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: poolMax, min: 0, acquire: 5_000, idle: 30_000 },
    dialectOptions: { statement_timeout: statementTimeoutMs, connectionTimeoutMillis: 3_000, application_name: 'greenlight' },
  });
}
