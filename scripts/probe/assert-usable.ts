import { assertMode, ModeMismatch, type Mode } from '#db/assert-mode.ts';
import { DoctorUnavailable } from '#worker/doctor-client.ts';

/** Postgres' code for a table that does not exist. */
const UNDEFINED_TABLE = '42P01';

/** Proves, before a run is asked for, that the database answers, has our tables, and holds results of this mode.
 * @throws ModeMismatch, or DoctorUnavailable with a sentence. */
export async function assertUsable(database: Parameters<typeof assertMode>[0], mode: Mode): Promise<void> {
  try {
    await assertMode(database, mode);
  } catch (cause) {
    if (cause instanceof ModeMismatch) throw cause;
    const { original } = cause as { original?: { code?: string } };
    const sentence =
      original?.code === UNDEFINED_TABLE
        ? 'The database that DATABASE_URL names has none of our tables. Run `npm run db:migrate`, or `npm start`, which does it.'
        : 'Postgres does not answer. Start it (`npm start` does), or look at DATABASE_URL.';
    throw new DoctorUnavailable('database', sentence, { cause });
  }
}
