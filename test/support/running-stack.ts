import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { cleanEnvironment } from '#scripts/stack/clean-environment.ts';
import { readStack, type StackState } from '#scripts/stack/stack-state.ts';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Milliseconds. */
  took: number;
}

/** A person's machine: a storage folder of its own, in which commands of the product are run. */
export interface Machine {
  storage: string;
  env: Record<string, string>;
  /** Runs `node scripts/<name>.ts` to its end; `start-below-another` is `start` with another process between, as npm is. */
  run(script: string, args?: readonly string[], more?: Record<string, string>): Promise<Ended>;
  /** Starts it and does not wait. */
  begin(script: string, args?: readonly string[], more?: Record<string, string>): Begun;
  /** What the supervisor wrote down about itself and its parts; null while none runs. */
  stack(): StackState | null;
  /** Processes that belong to this machine: they name its storage folder, or carry it in their environment. */
  processes(): { pid: number; command: string }[];
  /** Ends whatever is left, and removes the folder. */
  close(): Promise<void>;
}

export interface Begun {
  child: ChildProcess;
  /** All that it has printed so far, both streams. */
  printed(): string;
  ended: Promise<Ended>;
}

/** A process with `npm start` as its child, as npm itself is. */
const BELOW_ANOTHER = `require('node:child_process').spawn(process.execPath, ['scripts/start.ts'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;

export async function createMachine(): Promise<Machine> {
  const storage = mkdtempSync(join(tmpdir(), 'greenlight-machine-'));
  chmodSync(storage, 0o755);
  const env = {
    ...cleanEnvironment(process.env),
    GREENLIGHT_MODE: 'sandbox',
    GREENLIGHT_STORAGE: storage,
    PORT: String(await getPort()),
  };
  const begin: Machine['begin'] = (script, args = [], more = {}) => {
    const began = performance.now();
    const command = script === 'start-below-another' ? ['-e', BELOW_ANOTHER] : [`scripts/${script}.ts`];
    const child = spawn(process.execPath, [...command, ...args], {
      env: { ...env, ...more } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr, printed] = ['', '', ''];
    child.stdout.on('data', (data: Buffer) => ((stdout += data.toString()), (printed += data.toString())));
    child.stderr.on('data', (data: Buffer) => ((stderr += data.toString()), (printed += data.toString())));
    const ended = new Promise<Ended>((resolve) =>
      child.once('close', (code) => resolve({ code, stdout, stderr, took: performance.now() - began })),
    );
    return { child, printed: () => printed, ended };
  };
  const machine: Machine = {
    storage,
    env,
    begin,
    run: (...command) => begin(...command).ended,
    stack: () => readStack(join(storage, 'sandbox')),
    processes: () =>
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .flatMap((name) => {
          const [command, environment] = ['cmdline', 'environ'].map((file) => read(`/proc/${name}/${file}`));
          return command && (command.includes(storage) || environment!.includes(`=${storage}\0`))
            ? [{ pid: Number(name), command: command.replaceAll('\0', ' ') }]
            : [];
        }),
    async close() {
      for (let round = 0; machine.processes().length > 0 && round < 50; round++) {
        for (const { pid } of machine.processes()) kill(pid, round < 40 ? 'SIGTERM' : 'SIGKILL');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      rmSync(storage, { recursive: true, force: true });
    },
  };
  return machine;
}

export interface RunningStack {
  /** The panel's address. */
  url: string;
  machine: Machine;
  start: Begun;
  /** Runs `npm run sandbox -- …` against this stack. */
  sandbox(...words: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** What `npm start` brings up, in the sandbox. Rejects with what it printed where it does not come up. */
export async function startStack(machine?: Machine): Promise<RunningStack> {
  const own = machine ?? (await createMachine());
  const start = own.begin('start');
  return {
    url: await panelOf(start),
    machine: own,
    start,
    async sandbox(...words) {
      const { code, stderr } = await own.run('sandbox', words);
      if (code !== 0) throw new Error(stderr);
    },
    async stop() {
      start.child.kill('SIGTERM');
      await start.ended;
      if (!machine) await own.close();
    },
  };
}

/** The panel's address, as soon as everything is up. */
export async function panelOf(start: Begun): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const address = /(http:\/\/127\.0\.0\.1:\d+)\/ops/.exec(start.printed())?.[1];
      if (address && start.printed().includes('Try next')) resolve(address);
    };
    start.child.stdout?.on('data', look);
    void start.ended.then(() => reject(new Error(`The stack did not come up:\n${start.printed()}`)));
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just gone.
  }
}
