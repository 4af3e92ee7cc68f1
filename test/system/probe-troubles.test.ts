import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectDatabase } from '#db/connect.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createMachine, startStack, type Machine } from '#test/support/running-stack.ts';

const NOBODY = 'postgres://nobody:hidden@127.0.0.1:1/none';
const NOT_THERE = '127.0.0.1:1';

describe('npm run probe on a machine that is not as it should be', () => {
  let machine: Machine;
  beforeEach(async () => {
    machine = await createMachine();
  });
  afterEach(() => machine.close());

  it.each<[string, Record<string, string>, number, string]>([
    ['Postgres is not there', { DATABASE_URL: NOBODY }, 3, 'Postgres cannot be used at 127.0.0.1:1/none: connect ECONNREFUSED'],
    ['Temporal is not there', { TEMPORAL_ADDRESS: NOT_THERE }, 3, `Temporal does not answer at ${NOT_THERE}.`],
    ['neither is there', { DATABASE_URL: NOBODY, TEMPORAL_ADDRESS: NOT_THERE }, 3, 'Postgres does not answer.'],
    ['the Temporal program is not there', { TEMPORAL_CLI_PATH: '/nowhere/temporal' }, 2, 'TEMPORAL_CLI_PATH names /nowhere/temporal'],
  ])('says within 15 s that %s, and leaves nothing behind', async (_, variables, code, sentence) => {
    const ended = await machine.run('probe', ['--scope', 'axiom', '--json'], variables);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toMatch(/\n\s+at |hidden|That was not expected/);
    expect(ended.took).toBeLessThan(15_000);
    await vi.waitFor(() => expect(machine.processes()).toEqual([]), 10_000);
  });

  it('leaves nothing queued where the worker stood still: what was taken back is not begun when it goes on', async () => {
    const stack = await startStack(machine);
    const worker = machine.stack()!.parts.find(({ name }) => name === 'worker')!.identity.pid;
    await vi.waitFor(async () => expect(await machine.run('probe', ['--scope', 'axiom'])).toMatchObject({ code: 0 }), 30_000);
    const database = connectDatabase(machine.stack()!.databaseUrl!);
    const reader = createRunReader(database);
    try {
      process.kill(worker, 'SIGSTOP');
      const { code, stderr } = await machine.run('probe', ['--scope', 'axiom']).finally(() => process.kill(worker, 'SIGCONT'));
      expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('nothing was left queued') });
      expect(await machine.run('probe', ['--scope', 'axiom'])).toMatchObject({ code: 0 });
      const runs = await reader.recentRuns(10);
      expect(runs.map(({ state }) => state)).toEqual(runs.map(() => 'finished'));
    } finally {
      await database.close();
      await stack.stop();
    }
  }, 120_000);

  it('says that nothing can be kept where the storage folder is none', async () => {
    const file = join(machine.storage, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await machine.run('probe', ['--scope', 'axiom'], { GREENLIGHT_STORAGE: file });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Nothing can be kept in .*GREENLIGHT_STORAGE\.\n$/);
  });

  it('refuses a result file that cannot be written before anything is started', async () => {
    const { code, stdout, stderr } = await machine.run('probe', ['--scope', 'axiom', '--junit', '/nowhere/x.xml']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--junit /nowhere/x.xml cannot be written: there is no folder /nowhere.');
  });

  it.each([
    ['Ctrl-C', 130, [], 'Interrupted before anything was asked.'],
    ['--timeout', 3, ['--timeout', '1s'], '--timeout was reached before anything was asked.'],
  ])(
    'ends at once at %s while a stack of its own comes up, and that stack goes too',
    async (what, code, args, sentence) => {
      const begun = machine.begin('probe', ['--scope', 'axiom', ...args]);
      await vi.waitFor(() => expect(machine.stack()).not.toBeNull(), 15_000);
      if (what === 'Ctrl-C') begun.child.kill('SIGINT');
      const ended = await begun.ended;
      expect(ended).toMatchObject({ code, stderr: `${sentence}\n` });
      await vi.waitFor(() => expect(machine.processes()).toEqual([]), { timeout: 30_000, interval: 250 });
    },
    60_000,
  );
});
