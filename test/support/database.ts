import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Sequelize } from 'sequelize';
import { connectDatabase } from '#db/connect.ts';

export interface TestDatabase {
  url: string;
  sequelize: Sequelize;
  close(): Promise<void>;
}

/** A fresh, migrated database of the test's own: a copy of the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('postgresUrl'));
  const admin = connectDatabase(template.href.replace(/\/greenlight$/, '/postgres'), { poolMax: 1 });
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name} template greenlight`);
  const url = template.href.replace(/\/greenlight$/, `/${name}`);
  const sequelize = connectDatabase(url, { poolMax: 10 });
  return {
    url,
    sequelize,
    async close() {
      await sequelize.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
