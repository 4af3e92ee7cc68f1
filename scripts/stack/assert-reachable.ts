import { connectDatabase } from '#db/connect.ts';
import type { Env } from '#env.ts';
import { pingTemporal } from '#worker/ping-temporal.ts';
import { StackTrouble } from './stack-trouble.ts';

/** Asks the database and the Temporal server that the variables name, if they name any, before anything is started beside them.
 * @throws StackTrouble that names the variable, within about five seconds. */
export async function assertReachable({ databaseUrl, temporal }: Pick<Env, 'databaseUrl' | 'temporal'>): Promise<void> {
  if (databaseUrl) await assertDatabase(databaseUrl);
  if (temporal.address) {
    await pingTemporal(temporal.address, temporal.security).catch((error: unknown) => {
      throw new StackTrouble((error as Error).message, 3, { cause: error });
    });
  }
}

async function assertDatabase(url: string): Promise<void> {
  const database = connectDatabase(url, { poolMax: 1 });
  try {
    await database.authenticate();
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new StackTrouble(
      `Postgres cannot be used at ${host}${pathname}: ${reasonOf(error)}. Start it, mend DATABASE_URL, or unset it for an embedded one.`,
      3,
      { cause: error },
    );
  } finally {
    await database.close();
  }
}

/** The driver's own words; several addresses that all refused come as an error without a message. */
function reasonOf(error: unknown): string {
  const { message, original } = error as { message: string; original?: { code?: string } };
  return message || original?.code || 'it does not answer';
}
