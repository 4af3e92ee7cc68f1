import { readEnv } from '#env.ts';
import { connectDatabase } from '#db/connect.ts';
import { migrate } from '#db/migrate.ts';
import { stampedMode } from '#db/stamped-mode.ts';

try {
  const { databaseUrl, statedMode } = readEnv();
  if (databaseUrl === null)
    throw new Error('Set DATABASE_URL to the database that should be brought up to date. (`npm start` does it by itself for its own.)');
  const database = connectDatabase(databaseUrl, { statementTimeoutMs: 120_000 });
  try {
    // A guess would be stamped for good; the shell of an operator need not hold the variables that it is made from.
    const mode = statedMode ?? (await stampedMode(database));
    if (mode === null)
      throw new Error(
        'Nothing says yet whose results this database is to hold, and once it is written down that stays. Set GREENLIGHT_MODE=live for your own providers, or GREENLIGHT_MODE=sandbox for the pretend ones, and run `npm run db:migrate` again.',
      );
    const done = await migrate(database, { mode });
    process.stdout.write(
      `${done.length > 0 ? `Migrated: ${done.join(', ')}.` : 'The database is up to date.'} It holds ${mode} results.\n`,
    );
  } finally {
    // An open pool keeps the process from ending.
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
