import { createServer } from 'node:net';
import { once } from 'node:events';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isAlive } from '#scripts/stack/process-identity.ts';
import { createMachine, panelOf, startStack, type Machine, type RunningStack } from '#test/support/running-stack.ts';

const A_WHILE = 30_000;
/** Somebody who has credentials of real providers in the shell, and asks for the sandbox. */
const OF_THE_PERSON = { AXIOM_TOKEN: 'xaat-CANARY', SPACES_SECRET_ACCESS_KEY: 'CANARY', GEMINI_API_KEY: 'AIzaCANARY' };
const ready = async (url: string): Promise<boolean> => (await fetch(`${url}/readyz`).catch(() => null))?.ok ?? false;

describe('npm start', () => {
  let stack: RunningStack;
  let machine: Machine;
  beforeAll(async () => {
    machine = await createMachine();
    Object.assign(machine.env, OF_THE_PERSON);
    stack = await startStack(machine);
  }, 120_000);
  afterAll(() => machine.close());

  it.skipIf(process.platform !== 'linux')(
    'shows the providers’ credentials to nobody but the worker: not those of the person, not its own',
    () => {
      const given = machine.stack()!.parts.map(({ name, identity }) => {
        const variables = readFileSync(`/proc/${identity.pid}/environ`, 'utf8').split('\0');
        return [
          name,
          variables.filter((one) => /^(GEMINI|GOOGLE|GITHUB|AXIOM|SPACES)_/.test(one)).map((one) => one.split('=')[0]),
        ] as const;
      });
      expect(given.filter(([, names]) => names.length > 0).map(([name]) => name)).toEqual(['worker']);
      const worker = readFileSync(`/proc/${machine.stack()!.parts.find(({ name }) => name === 'worker')!.identity.pid}/environ`, 'utf8');
      expect(worker).toContain('AXIOM_TOKEN=');
      expect(worker).not.toContain('CANARY');
    },
  );

  it('brings up every part, and says where things are and what to try next', () => {
    for (const part of ['Postgres', 'Temporal', 'pretend providers', 'worker', 'panel'])
      expect(stack.start.printed()).toMatch(new RegExp(`✓ ${part} +\\d`));
    expect(stack.start.printed()).toContain(`${stack.url}/ops`);
    expect(stack.start.printed()).toContain(join(machine.storage, 'sandbox', 'logs'));
    expect(stack.start.printed()).toContain('npm run sandbox -- break axiom.token_revoked');
  });

  it('says where the first one is when it is typed a second time, and starts nothing', async () => {
    const before = machine.processes().length;
    const { code, stdout } = await machine.run('start');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Greenlight is running already: ${stack.url}/ops\n` });
    expect(machine.processes()).toHaveLength(before);
  });

  it.each(['worker', 'pretend providers', 'panel', 'Temporal', 'Postgres'])(
    'starts the part “%s” again when it dies, and says so',
    async (name) => {
      const identity = () => machine.stack()!.parts.find((part) => part.name === name)!.identity;
      const first = identity();
      process.kill(first.pid, 'SIGKILL');
      await vi.waitFor(() => expect(stack.start.printed()).toContain(`${name}: up again.`), A_WHILE);
      expect(stack.start.printed()).toMatch(new RegExp(`${name} ended by SIGKILL; starting it again in [\\d.]+ s\\.`));
      await vi.waitFor(() => expect(identity()).not.toEqual(first), A_WHILE);
      await vi.waitUntil(() => ready(stack.url), { timeout: A_WHILE });
    },
  );

  it('still goes the whole way after all that', async () => {
    await vi.waitFor(async () => expect(await machine.run('probe', ['--scope', 'axiom'])).toMatchObject({ code: 0 }), {
      timeout: 60_000,
      interval: 500,
    });
  });

  it('stops every process on Ctrl-C', async () => {
    const parts = machine.stack()!.parts;
    stack.start.child.kill('SIGINT');
    expect(await stack.start.ended).toMatchObject({ code: 0 });
    expect(parts.filter(({ identity }) => isAlive(identity))).toEqual([]);
    expect(machine.processes()).toEqual([]);
    expect(machine.stack()).toBeNull();
  });

  it('clears what is left after its supervisor was killed, and comes up where it was', async () => {
    const second = machine.begin('start');
    const url = await panelOf(second);
    const left = machine.stack()!.parts;
    second.child.kill('SIGKILL');
    await second.ended;
    const third = machine.begin('start');
    expect(await panelOf(third)).toBe(url);
    expect(left.filter(({ identity }) => isAlive(identity))).toEqual([]);
    // Some parts end by themselves when their supervisor goes; whatever does not is named.
    expect(third.printed()).toMatch(/Clearing what an earlier start left behind: .*Postgres/);
    third.child.kill('SIGTERM');
    await third.ended;
    expect(machine.processes()).toEqual([]);
  }, 120_000);
});

describe('npm start whose parent goes away, and the terminal with it', () => {
  it('stops every process', async () => {
    const machine = await createMachine();
    const begun = machine.begin('start-below-another');
    await panelOf(begun);
    begun.child.stdout!.destroy();
    begun.child.stderr!.destroy();
    begun.child.kill('SIGKILL');
    await vi.waitFor(() => expect(machine.processes()).toEqual([]), { timeout: 25_000, interval: 250 });
    await machine.close();
  }, 90_000);
});

describe('npm start on a machine that is not as it should be', () => {
  it('takes a free port for the panel where the usual one is taken', async () => {
    const machine = await createMachine();
    const squatter = createServer().listen(Number(machine.env['PORT']), '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const stack = await startStack(machine);
      expect(new URL(stack.url).port).not.toBe(machine.env['PORT']);
      expect(await ready(stack.url)).toBe(true);
      await stack.stop();
    } finally {
      squatter.close();
      await machine.close();
    }
  }, 120_000);

  it('says at once that nothing can be kept where the storage folder cannot be written', async () => {
    const machine = await createMachine();
    const file = join(machine.storage, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await machine.run('start', [], { GREENLIGHT_STORAGE: file });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name another folder in GREENLIGHT_STORAGE') as string,
    });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(machine.processes()).toEqual([]);
    await machine.close();
  });

  it.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
    'says before anything is made that the disk has no room for a first start (mounts a small one: needs root)',
    async () => {
      const machine = await createMachine();
      const disk = join(machine.storage, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]);
      try {
        const { code, stderr } = await machine.run('start', [], { GREENLIGHT_STORAGE: disk });
        expect(code).toBe(3);
        expect(stderr).toMatch(
          /^The first start needs 128 MiB in .*disk\/sandbox, and \d+ MiB are free\. Make room, or name another folder in GREENLIGHT_STORAGE\.\n$/,
        );
        expect(readdirSync(join(disk, 'sandbox'))).toEqual(['logs']);
      } finally {
        execFileSync('umount', [disk]);
        await machine.close();
      }
    },
  );

  it('says all that is wrong with the variables in one message', async () => {
    const machine = await createMachine();
    const { code, stderr } = await machine.run('start', [], { PORT: 'eighty', GREENLIGHT_MODE: 'half' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/PORT[^]*GREENLIGHT_MODE|GREENLIGHT_MODE[^]*PORT/);
    await machine.close();
  });

  it('refuses another host than loopback while there is no sign-in', async () => {
    const machine = await createMachine();
    const { code, stderr } = await machine.run('start', [], { HOST: '0.0.0.0' });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('HOST') as string });
    await machine.close();
  });
});
