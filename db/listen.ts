import pg from 'pg';

export interface Change {
  run: string;
  check: string | null;
}

/** Calls `onChange` for every change the writer announces, and with null after a lost connection came back (anything may have
 * happened meanwhile). Reconnects by itself with a backoff of 0.2 to 5 seconds. Rejects only where the first connection fails. */
export async function listenForChanges(url: string, onChange: (change: Change | null) => void): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client;
  async function open(): Promise<void> {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: 'greenlight-listen',
    });
    client.on('notification', ({ payload }) => onChange(payload ? (JSON.parse(payload) as Change) : null));
    let lost = false;
    const onLost = (): void => {
      if (lost || closed) return;
      lost = true;
      void comeBack();
    };
    client.on('error', onLost);
    client.on('end', onLost);
    await client.connect();
    await client.query('listen greenlight');
  }
  async function comeBack(): Promise<void> {
    for (let wait = 200; !closed; wait = Math.min(wait * 2, 5_000)) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      try {
        await open();
        return onChange(null);
      } catch {
        await client.end().catch(() => {});
      }
    }
  }
  await open();
  return {
    async close() {
      closed = true;
      await client.end();
    },
  };
}
