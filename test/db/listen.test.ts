import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { QueryTypes } from 'sequelize';
import { listenForChanges, type Change } from '#db/listen.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

let database: TestDatabase;
let listening: { close(): Promise<void> } | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await listening?.close();
  listening = undefined;
});
afterAll(() => database.close());

const tell = (change: Change) =>
  database.sequelize.query("select pg_notify('greenlight', $1)", { bind: [JSON.stringify(change)], type: QueryTypes.SELECT });
const listeners = () =>
  database.sequelize.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
    { type: QueryTypes.SELECT },
  );

it('passes on every change that is announced', async () => {
  const heard: (Change | null)[] = [];
  listening = await listenForChanges(database.url, (change) => void heard.push(change));
  await tell({ run: 'a', check: null });
  await tell({ run: 'a', check: 'aurora.key' });
  await vi.waitFor(() =>
    expect(heard).toEqual([
      { run: 'a', check: null },
      { run: 'a', check: 'aurora.key' },
    ]),
  );
});

it('comes back after the connection was cut, says that anything may have happened, and hears again', async () => {
  const heard: (Change | null)[] = [];
  listening = await listenForChanges(database.url, (change) => void heard.push(change));
  for (let cut = 1; cut <= 2; cut++) {
    await database.sequelize.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
    );
    await vi.waitFor(() => expect(heard).toEqual(Array(cut).fill(null)), 10_000);
    expect(await listeners()).toHaveLength(1);
  }
  await tell({ run: 'b', check: null });
  await vi.waitFor(() => expect(heard.at(-1)).toEqual({ run: 'b', check: null }));
});

it('ends for good when it is closed', async () => {
  const closing = await listenForChanges(database.url, () => {});
  await closing.close();
  await vi.waitFor(async () => expect(await listeners()).toEqual([]));
});

it('rejects where the first connection fails', async () => {
  const nowhere = new URL(database.url);
  nowhere.port = '1';
  await expect(listenForChanges(nowhere.href, () => {})).rejects.toThrow(/ECONNREFUSED/);
});
