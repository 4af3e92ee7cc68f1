import { DatabaseError, type Sequelize } from 'sequelize';
import type pg from 'pg';

/** A statement of the hot path, with a name of its own: Postgres parses and plans it once on each connection. */
export interface Prepared {
  name: string;
  text: string;
}

/** Runs a prepared statement on a connection of Sequelize's pool, past its query layer: that takes as long for such a statement as the
 * database does, and has no name to give to it.
 * @throws Sequelize's errors: `DatabaseError` where the statement was refused, its connection errors where there is no database. */
export async function runPrepared<Row extends object>(sequelize: Sequelize, { name, text }: Prepared, values: unknown[]): Promise<Row[]> {
  const { connectionManager } = sequelize;
  const connection = (await connectionManager.getConnection({ type: 'write' })) as pg.Client;
  try {
    const { rows } = await connection.query<Row>({ name, text, values });
    connectionManager.releaseConnection(connection);
    return rows;
  } catch (error) {
    // The server's own word leaves the connection as good as it was; without one, nobody knows what is still under way on it.
    if (typeof (error as pg.DatabaseError).severity === 'string') connectionManager.releaseConnection(connection);
    else await connectionManager.destroyConnection(connection);
    throw new DatabaseError(Object.assign(error as Error, { sql: text }));
  }
}
