import { readEnv } from '#env.ts';
import { connectDatabase } from '#db/connect.ts';
import { migrate } from '#db/migrate.ts';

try {
  const { databaseUrl, mode } = readEnv();
  if (databaseUrl === null)
    throw new Error('Set DATABASE_URL to the database that should be brought up to date. (`npm start` does it by itself for its own.)');
  const database = connectDatabase(databaseUrl, { statementTimeoutMs: 120_000 });
  try {
    const done = await migrate(database, { mode });
    process.stdout.write(done.length > 0 ? `Migrated: ${done.join(', ')}.\n` : 'The database is up to date.\n');
  } finally {
    // An open pool keeps the process from ending.
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
