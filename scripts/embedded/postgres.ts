import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectDatabase } from '#db/connect.ts';
import { startProcess, type RunningProcess } from '#scripts/stack/start-process.ts';
import { postgresHome, type PostgresHome } from './postgres-home.ts';

export interface EmbeddedPostgres extends RunningProcess {
  /** Of the product's own database. */
  url: string;
  note: string | null;
}

/** Starts Postgres from the packages' binaries on loopback, with its data below `storage`, and makes the product's database. The
 * first start takes about a second longer.
 * @throws an Error with a sentence where it does not come up. */
export async function startPostgres({
  storage,
  port,
  logFile,
}: {
  storage: string;
  port: number;
  logFile: string;
}): Promise<EmbeddedPostgres> {
  mkdirSync(storage, { recursive: true });
  const home = postgresHome(storage);
  const password = await initialise(home, storage);
  const admin = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const running = await startProcess({
    name: 'Postgres',
    command: join(home.bin, 'postgres'),
    args: [
      '-D',
      home.data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
      '-c',
      'log_timezone=UTC',
      '-c',
      'timezone=UTC',
    ],
    env: { LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    logFile,
    ...(home.user ?? {}),
    stopSignal: 'SIGINT',
    readyWithinMs: 30_000,
    ready: () => answers(admin),
  });
  const url = admin.replace(/\/postgres$/, '/greenlight');
  const database = connectDatabase(admin, { poolMax: 1 });
  try {
    await database.query('create database greenlight');
  } catch (error) {
    if (!/already exists/.test((error as Error).message)) throw error;
  } finally {
    await database.close();
  }
  return { ...running, url, note: home.note };
}

async function answers(url: string): Promise<void> {
  const database = connectDatabase(url, { poolMax: 1 });
  try {
    await database.authenticate();
  } finally {
    await database.close();
  }
}

/** Makes the cluster where there is none; returns the superuser's password, which is kept beside it for our eyes only. */
async function initialise(home: PostgresHome, storage: string): Promise<string> {
  const secretFile = join(storage, 'postgres.secret');
  if (existsSync(join(home.data, 'PG_VERSION')) && existsSync(secretFile)) return readFileSync(secretFile, 'utf8').trim();
  const password = randomBytes(18).toString('hex');
  const passing = mkdtempSync(join(tmpdir(), 'greenlight-initdb-'));
  const passwordFile = join(passing, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.user) {
    chownSync(passwordFile, home.user.uid, home.user.gid);
    chmodSync(passing, 0o711);
  }
  const args = [
    '-D',
    home.data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
    '--no-instructions',
  ];
  try {
    await promisify(execFile)(join(home.bin, 'initdb'), args, {
      ...(home.user ?? {}),
      env: { LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
      cwd: '/',
    });
  } catch (error) {
    throw new Error(
      `Postgres could not make its data folder in ${home.data}: ${(error as { stderr?: string }).stderr?.trim() ?? (error as Error).message}`,
      { cause: error },
    );
  } finally {
    rmSync(passing, { recursive: true, force: true });
  }
  writeFileSync(secretFile, password, { mode: 0o600 });
  return password;
}
