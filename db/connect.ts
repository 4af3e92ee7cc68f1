import { Sequelize } from 'sequelize';

/** Longer than the server takes to say that it has ended a statement. */
const ANSWER_MS = 1_000;

/** Connects to Postgres. `poolMax` connections at most; a statement that takes longer than `statementTimeoutMs` is ended by the
 * server, and by us a second later where the server says nothing at all. Nothing is opened until the first query. */
export function connectDatabase(
  url: string,
  { poolMax = 5, statementTimeoutMs = 10_000 }: { poolMax?: number; statementTimeoutMs?: number } = {},
): Sequelize {
  return new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: poolMax, min: 0, acquire: 5_000, idle: 30_000 },
    dialectOptions: {
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + ANSWER_MS,
      connectionTimeoutMillis: 3_000,
      application_name: 'greenlight',
    },
  });
}
