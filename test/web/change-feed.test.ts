import { QueryTypes } from 'sequelize';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForChanges } from '#db/listen.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { createChangeFeed, type ChangeFeed } from '#web/app/change-feed.server.ts';

let database: TestDatabase;
let feed: ChangeFeed;
beforeEach(async () => {
  database = await createTestDatabase();
  feed = createChangeFeed(database.url);
});
afterEach(async () => {
  await feed.close();
  await database.close();
});

const announce = () => database.sequelize.query(`notify greenlight, '{"run":"x","check":null}'`);
const connections = async () => {
  const rows = await database.sequelize.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
    { type: QueryTypes.SELECT },
  );
  return rows.length;
};

describe('the feed of changes', () => {
  it('reaches every stream over one connection', async () => {
    const heard = [0, 0, 0];
    for (const index of heard.keys()) feed.subscribe(() => heard[index]!++);
    await vi.waitFor(async () => expect(await connections()).toBe(1));
    await vi.waitFor(async () => {
      await announce();
      expect(heard.every((count) => count > 0)).toBe(true);
    });
    expect(await connections()).toBe(1);
  });

  it('no longer calls who has left', async () => {
    let left = 0;
    let stayed = 0;
    feed.subscribe(() => left++)();
    feed.subscribe(() => stayed++);
    feed.tell();
    expect([left, stayed]).toEqual([0, 1]);
  });

  it('opens no connection before somebody listens', async () => {
    expect(await connections()).toBe(0);
  });

  it('keeps trying where the first connection fails, and then says that anything may have changed', async () => {
    let tries = 0;
    const late = createChangeFeed(database.url, (url, onChange) =>
      ++tries < 3 ? Promise.reject(new Error('away')) : listenForChanges(url, onChange),
    );
    const heard = new Promise<void>((resolve) => late.subscribe(resolve));
    await heard;
    expect(tries).toBe(3);
    await late.close();
  });
});
