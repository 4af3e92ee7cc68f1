import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectDatabase } from '#db/connect.ts';
import type { RunDocument } from '#db/run-document.ts';
import { createRunReader } from '#db/run-reader.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { cheapChecks } from '#test/support/cheap-checks.ts';
import { familyOf } from '#test/support/family-of.ts';
import { createMachine, startStack, type Machine, type RunningStack } from '#test/support/running-stack.ts';

const faults = PROVIDERS.flatMap((provider) => provider.faults);
const probe = (on: Machine, ...args: string[]) => on.run('probe', args);
const documentOf = (stdout: string): RunDocument => JSON.parse(stdout) as RunDocument;

describe('npm run probe, while the stack runs', () => {
  let stack: RunningStack;
  let machine: Machine;
  beforeAll(async () => {
    stack = await startStack();
    machine = stack.machine;
  }, 120_000);
  afterAll(() => stack.stop());

  it('streams its progress, ends with the result, and exits with 0', async () => {
    const { code, stdout, stderr } = await probe(machine, '--scope', 'axiom');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/axiom\.token {2}[^]*ok +axiom\.ingest {2}/);
    expect(stdout).toContain(`${stack.url}/ops/runs/`);
  });

  it('prints with --json only the document on standard output', async () => {
    const { code, stdout } = await probe(machine, '--scope', 'axiom', '--json');
    const { run, probes } = documentOf(stdout);
    expect(code).toBe(0);
    expect(run).toMatchObject({ state: 'finished', status: 'ok', trigger: 'manual', mode: 'sandbox', recorded: true });
    expect(probes.map(({ check_name }) => check_name)).toEqual(cheapChecks('axiom'));
  });

  it('exits with 1 for every fault that must fail, with its class and steps, and with 0 once it is healed', async () => {
    // One process for each check would take minutes; one for each fault is the way a person goes.
    for (const { id, expect: expected } of faults.filter(({ id, expect: [first] }) => /^axiom\./.test(id) && !first?.deadlineMs)) {
      const [{ check, status, failure_class }] = expected as [(typeof expected)[0]];
      await stack.sandbox('break', id);
      const { code, stdout } = await probe(machine, '--check', check, '--json');
      const found = documentOf(stdout).probes.find(({ check_name }) => check_name === check)!;
      expect({ id, status: found.status, failure_class: found.failure_class, code }).toEqual({
        id,
        status,
        failure_class,
        code: status === 'fail' ? 1 : status === 'unknown' ? 3 : 0,
      });
      expect(found.hint!.steps.length).toBeGreaterThan(0);
      await stack.sandbox('heal');
    }
    expect(await probe(machine, '--scope', 'axiom', 'github')).toMatchObject({ code: 0 });
  }, 180_000);

  it('blames a provider that takes no connection, as long as anybody else does', async () => {
    await stack.sandbox('break', 'axiom.closed');
    const { code, stdout } = await probe(machine, '--check', 'axiom.network', '--json');
    await stack.sandbox('heal');
    expect({ code, found: documentOf(stdout).probes }).toMatchObject({ code: 1, found: [{ status: 'fail', failure_class: 'connect' }] });
  });

  it('leaves no trace with --no-record, and still tells what it found', async () => {
    const runs = async (): Promise<string> => (await fetch(`${stack.url}/ops/runs`)).text();
    const { stdout } = await probe(machine, '--check', 'spaces.network', '--no-record', '--json');
    const { run, probes } = documentOf(stdout);
    expect({ recorded: run.recorded, found: probes.map(({ status }) => status) }).toEqual({ recorded: false, found: ['ok'] });
    expect(await runs()).not.toContain(run.id);
  });

  it('asks and goes with --detach', async () => {
    const { code, stdout } = await probe(machine, '--check', 'axiom.token', '--detach');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[0-9a-f-]{36}\nhttp:\/\/127\.0\.0\.1:\d+\/ops\/runs\/[0-9a-f-]{36}\n$/);
  });

  it('gives up at --timeout with 3, and cancels what it asked for', async () => {
    await stack.sandbox('break', 'axiom.hangs');
    const { code, stdout } = await probe(machine, '--scope', 'axiom', '--timeout', '1s', '--json');
    expect(code).toBe(3);
    expect(documentOf(stdout).run.state).toBe('cancelled');
    await stack.sandbox('heal');
  });

  it('goes on after Postgres was killed in the middle of it and has come back', async () => {
    await stack.sandbox('break', 'spaces.hangs');
    const begun = machine.begin('probe', ['--scope', 'spaces', '--json']);
    await vi.waitFor(() => expect(begun.printed()).toContain('spaces.network  running'), 15_000);
    process.kill(machine.stack()!.parts.find(({ name }) => name === 'Postgres')!.identity.pid, 'SIGKILL');
    const { code, stdout } = await begun.ended;
    // What the pretend provider did is in the result; what happened to our own database is not.
    const { run, probes } = documentOf(stdout);
    expect({ code, state: run.state }).toEqual({ code: 1, state: 'finished' });
    const [first, ...others] = cheapChecks('spaces');
    expect(probes.map(({ check_name, failure_class }) => `${check_name} ${failure_class}`)).toEqual([
      `${first} timeout`,
      ...others.map((name) => `${name} prerequisite`),
    ]);
    await stack.sandbox('heal');
  }, 90_000);

  it.each([
    ['/ops', 405, 'Nothing can be sent here.'],
    ['/nowhere', 405, 'Nothing can be sent here.'],
  ])('is beside a panel that answers a form sent to %s in its own words', async (path, status, words) => {
    const answer = await fetch(`${stack.url}${path}`, { method: 'POST', headers: { origin: stack.url } });
    const text = (await answer.text()).replaceAll(/<script[^]*?<\/script>/g, '');
    expect(answer.status).toBe(status);
    expect(text).toContain(words);
    expect(text).not.toContain('did not provide an');
  });

  it('exits with 3 where somebody else cancelled the run', async () => {
    await stack.sandbox('break', 'axiom.hangs');
    const begun = machine.begin('probe', ['--scope', 'axiom', '--json']);
    await vi.waitFor(() => expect(begun.printed()).toContain('axiom.network  running'), 15_000);
    const list = (await (await fetch(`${stack.url}/ops/runs`)).text()).split('<tbody')[1]!;
    const [asked] = /\/ops\/runs\/[0-9a-f-]{36}/.exec(list)!;
    await fetch(`${stack.url}${asked}/cancellation`, { method: 'POST', headers: { origin: stack.url }, redirect: 'manual' });
    const { code, stdout } = await begun.ended;
    expect({ code, state: documentOf(stdout).run.state }).toEqual({ code: 3, state: 'cancelled' });
    await stack.sandbox('heal');
  });

  it.each([
    ['DATABASE_URL', 'postgres://nobody:x@127.0.0.1:1/none', 'with another database than DATABASE_URL names now'],
    ['TEMPORAL_ADDRESS', '127.0.0.1:1', 'with another Temporal server than TEMPORAL_ADDRESS names now'],
  ])('refuses %s where it names another server than the stack that runs', async (variable, value, sentence) => {
    const { code, stderr } = await machine.run('probe', ['--scope', 'axiom'], { [variable]: value });
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  it('refuses to mix its mode into the results of the other', async () => {
    const { databaseUrl, temporalAddress } = machine.stack()!;
    const variables = { DATABASE_URL: databaseUrl!, TEMPORAL_ADDRESS: temporalAddress!, GREENLIGHT_MODE: 'live' };
    const { code, stderr } = await machine.run('probe', ['--scope', 'axiom'], variables);
    expect(code).toBe(2);
    expect(stderr).toContain('This database holds sandbox results');
  });

  it('stops following where Postgres is gone for good, says so with 3, and takes the run back', async () => {
    await stack.sandbox('break', 'axiom.hangs');
    const begun = machine.begin('probe', ['--scope', 'axiom', '--json']);
    await vi.waitFor(() => expect(begun.printed()).toContain('axiom.network  running'), 15_000);
    const { databaseUrl, parts } = machine.stack()!;
    // Stopped, not ended: the supervisor does not start it again, its sockets stay open, and nobody answers.
    const postgres = familyOf(parts.find(({ name }) => name === 'Postgres')!.identity.pid);
    for (const pid of postgres) process.kill(pid, 'SIGSTOP');
    try {
      const { code, stdout, stderr } = await begun.ended;
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toContain('Postgres stopped answering while the run went on');
      expect(stderr).not.toMatch(/\n\s+at /);
    } finally {
      for (const pid of postgres) process.kill(pid, 'SIGCONT');
    }
    const reader = connectDatabase(databaseUrl!);
    await vi.waitFor(async () => expect((await createRunReader(reader).recentRuns(1))[0]!.state).toBe('cancelled'), {
      timeout: 30_000,
      interval: 250,
    });
    await reader.close();
    await stack.sandbox('heal');
  }, 120_000);

  it('goes on for the others where one of those who joined it is interrupted', async () => {
    await stack.sandbox('break', 'axiom.hangs');
    const worker = machine.stack()!.parts.find(({ name }) => name === 'worker')!.identity.pid;
    const reader = connectDatabase(machine.stack()!.databaseUrl!);
    // Nothing is begun before both wait for it: the second joins what the first asked for.
    process.kill(worker, 'SIGSTOP');
    const both = [0, 1].map(() => machine.begin('probe', ['--scope', 'axiom', '--json']));
    await vi
      .waitFor(async () => {
        const waiting = await reader.query(
          `select pid from pg_stat_activity where datname = current_database() and query like '%select from run_checks where run_id = id%from probe_runs where id = $1'`,
          { type: QueryTypes.SELECT },
        );
        expect(waiting).toHaveLength(2);
      }, 7_000)
      .finally(() => process.kill(worker, 'SIGCONT'));
    await vi.waitFor(() => expect(both.map((one) => /axiom\.network {2}running/.test(one.printed()))).toEqual([true, true]), 15_000);
    const joined = both.findIndex((one) => one.printed().includes('you have joined that run'));
    both[joined]!.child.kill('SIGINT');
    expect(await both[joined]!.ended).toMatchObject({ code: 130 });
    const { code, stdout } = await both[1 - joined]!.ended;
    expect({ code, state: documentOf(stdout).run.state }).toEqual({ code: 1, state: 'finished' });
    await reader.close();
    await stack.sandbox('heal');
  }, 60_000);

  it('takes the run back where nobody reads its output any more', async () => {
    await stack.sandbox('break', 'axiom.hangs');
    const begun = machine.begin('probe');
    await vi.waitFor(() => expect(begun.printed()).toContain('axiom.network  running'), 15_000);
    begun.child.stdout!.destroy();
    const { stderr } = await begun.ended;
    expect(stderr).toBe('');
    const reader = connectDatabase(machine.stack()!.databaseUrl!);
    expect((await createRunReader(reader).recentRuns(1))[0]!.state).toBe('cancelled');
    await reader.close();
    await stack.sandbox('heal');
  }, 60_000);

  it('ends cleanly with 130 on Ctrl-C: the run is cancelled, the rest is skipped', async () => {
    await stack.sandbox('break', 'axiom.hangs');
    const begun = machine.begin('probe', ['--scope', 'axiom', '--json']);
    await vi.waitFor(() => expect(begun.printed()).toContain('axiom.network  running'), 15_000);
    begun.child.kill('SIGINT');
    const { code, stdout } = await begun.ended;
    expect(code).toBe(130);
    const { run, probes } = documentOf(stdout);
    expect(run.state).toBe('cancelled');
    expect(probes.map(({ status, failure_class }) => `${status}/${failure_class}`)).toEqual(
      cheapChecks('axiom').map(() => 'skipped/cancelled'),
    );
    await stack.sandbox('heal');
  });
});

describe('npm run probe, without a stack', () => {
  it('brings up what it needs, prints the document alone, and leaves no process behind', async () => {
    const machine = await createMachine();
    const { code, stdout } = await probe(machine, '--scope', 'axiom', '--json');
    expect({ code, status: documentOf(stdout).run.status }).toEqual({ code: 0, status: 'ok' });
    await machine.run('sandbox', ['break', 'axiom.token_revoked']);
    const broken = await probe(machine, '--scope', 'axiom', '--json');
    expect(broken.code).toBe(1);
    const [, , ...others] = cheapChecks('axiom');
    expect(documentOf(broken.stdout).probes.map(({ failure_class }) => failure_class)).toEqual([
      null,
      'auth',
      ...others.map(() => 'prerequisite'),
    ]);
    await machine.run('sandbox', ['heal']);
    expect(await probe(machine, '--scope', 'axiom')).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(machine.processes()).toEqual([]), 20_000);
    await machine.close();
  }, 120_000);
});
