import { randomBytes } from 'node:crypto';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectDatabase } from '#db/connect.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { runProgram } from '#test/support/run-program.ts';

const name = `fresh_${randomBytes(6).toString('hex')}`;
let sandbox: TestDatabase;
let fresh: Sequelize;
let freshUrl: string;
beforeAll(async () => {
  sandbox = await createTestDatabase();
  await sandbox.sequelize.query(`create database ${name}`);
  freshUrl = inject('postgresUrl').replace(/\/greenlight$/, `/${name}`);
  fresh = connectDatabase(freshUrl, { poolMax: 1 });
});
afterAll(async () => {
  await fresh.close();
  await sandbox.sequelize.query(`drop database ${name} with (force)`);
  await sandbox.close();
});

const tablesOfFresh = () => fresh.query("select tablename from pg_tables where schemaname = 'public'", { type: QueryTypes.SELECT });
const migrate = (variables: Record<string, string>) => runProgram('scripts/migrate.ts', variables);

describe('bringing a database up to date by hand', () => {
  it('ends with a sentence where the database belongs to the other mode', async () => {
    expect(await migrate({ DATABASE_URL: sandbox.url, GREENLIGHT_MODE: 'live' })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'This database holds sandbox results, and this process is in live mode. Set GREENLIGHT_MODE=sandbox (where it is not set, a configured provider means live, and none means sandbox), or give DATABASE_URL a database of its own.\n',
    });
  });

  it('never guesses whose results a new database is to hold, whatever else is set, and leaves it as it is', async () => {
    for (const more of [{}, { AXIOM_TOKEN: 'xaat-1' }] as Record<string, string>[])
      expect(await migrate({ DATABASE_URL: freshUrl, ...more })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /^Nothing says yet whose results this database is to hold.+GREENLIGHT_MODE=live.+GREENLIGHT_MODE=sandbox.+\n$/,
        ) as string,
      });
    expect(await tablesOfFresh()).toEqual([]);
  });

  it('stamps a new database as it is told, and needs no telling from then on', async () => {
    expect(await migrate({ DATABASE_URL: freshUrl, GREENLIGHT_MODE: 'live' })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Migrated: 0001-the-spine, .+\. It holds live results\.\n$/) as string,
    });
    expect(await migrate({ DATABASE_URL: freshUrl })).toEqual({
      code: 0,
      stdout: 'The database is up to date. It holds live results.\n',
      stderr: '',
    });
    expect(await fresh.query('select mode from installation', { type: QueryTypes.SELECT })).toEqual([{ mode: 'live' }]);
  });

  it('takes the stamp also where a provider is configured and would have meant the other mode', async () => {
    expect(await migrate({ DATABASE_URL: sandbox.url, AXIOM_TOKEN: 'xaat-1' })).toMatchObject({ code: 0, stderr: '' });
  });
});
