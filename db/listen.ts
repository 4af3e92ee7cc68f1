import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

const GOODBYE_MS = 1_000;

export interface Change {
  run: string;
  check: string | null;
}

/** Calls `onChange` for every change the writer announces, and with null after a lost connection came back (anything may have
 * happened meanwhile). Reconnects by itself with a backoff of 0.2 to 5 seconds. Rejects only where the first connection fails. */
export async function listenForChanges(url: string, onChange: (change: Change | null) => void): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client = await open();

  async function open(): Promise<pg.Client> {
    const opening = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: 'greenlight-listen',
    });
    opening.on('notification', ({ payload }) => onChange(payload ? (JSON.parse(payload) as Change) : null));
    // What goes wrong while it opens rejects by itself; what goes wrong later ends the connection.
    opening.on('error', () => {});
    try {
      await opening.connect();
      await opening.query('listen greenlight');
    } catch (error) {
      await opening.end().catch(() => {});
      throw error;
    }
    opening.once('end', () => void comeBack());
    return opening;
  }

  async function comeBack(): Promise<void> {
    for (let wait = 200; !closed; wait = Math.min(wait * 2, 5_000)) {
      await setTimeout(wait);
      if (closed) return;
      try {
        client = await open();
      } catch {
        continue;
      }
      if (closed) return void client.end();
      return onChange(null);
    }
  }

  return {
    async close() {
      closed = true;
      // A server that hangs does not say goodbye.
      await Promise.race([client.end(), setTimeout(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}
