import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { QueryTypes, type Sequelize } from 'sequelize';
import { assertMode, ModeMismatch } from '#db/assert-mode.ts';
import { connectDatabase } from '#db/connect.ts';
import { migrate } from '#db/migrate.ts';

const name = `empty_${randomBytes(6).toString('hex')}`;
let admin: Sequelize;
let empty: Sequelize;
beforeAll(async () => {
  const url = inject('postgresUrl');
  admin = connectDatabase(url.replace(/\/greenlight$/, '/postgres'), { poolMax: 1 });
  await admin.query(`create database ${name}`);
  empty = connectDatabase(url.replace(/\/greenlight$/, `/${name}`), { poolMax: 8, statementTimeoutMs: 60_000 });
});
afterAll(async () => {
  await empty.close();
  await admin.query(`drop database ${name} with (force)`);
  await admin.close();
});

it('brings an empty database to today’s shape once, even when several processes do it at the same time', async () => {
  const done = await Promise.all([1, 2, 3].map(() => migrate(empty, { mode: 'live' })));
  expect(done.flat()).toEqual(['0001-the-spine', '0002-record-probe', '0003-history-for-the-judge', '0004-budget', '0005-what-is-told']);
  expect(await empty.query('select mode from installation', { type: QueryTypes.SELECT })).toEqual([{ mode: 'live' }]);
  expect(await migrate(empty, { mode: 'live' })).toEqual([]);
});

it('refuses a process of the other mode, in a sentence that says what to do, and changes nothing', async () => {
  await expect(migrate(empty, { mode: 'sandbox' })).rejects.toThrow(ModeMismatch);
  await expect(assertMode(empty, 'sandbox')).rejects.toThrow(
    'This database holds live results, and this process is in sandbox mode. Set GREENLIGHT_MODE=live (where it is not set, a configured provider means live, and none means sandbox), or give DATABASE_URL a database of its own.',
  );
  await expect(assertMode(empty, 'live')).resolves.toBeUndefined();
  expect(await empty.query('select mode from installation', { type: QueryTypes.SELECT })).toEqual([{ mode: 'live' }]);
});
