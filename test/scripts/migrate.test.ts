import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { runProgram } from '#test/support/run-program.ts';

let sandbox: TestDatabase;
beforeAll(async () => {
  sandbox = await createTestDatabase();
});
afterAll(() => sandbox.close());

const migrate = (variables: Record<string, string>) => runProgram('scripts/migrate.ts', variables);

describe('bringing a database up to date by hand', () => {
  it('ends with a sentence where the database belongs to the other mode', async () => {
    expect(await migrate({ DATABASE_URL: sandbox.url, GREENLIGHT_MODE: 'live' })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'This database holds sandbox results, and this process is in live mode. Set GREENLIGHT_MODE=sandbox, or give DATABASE_URL a database of its own.\n',
    });
  });
});
