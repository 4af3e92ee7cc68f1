import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

/** What a supervisor tells the others, in `storage/<mode>/stack.json` (readable by its owner only). */
export interface StackState {
  kind: 'full' | 'one-off';
  supervisor: ProcessIdentity;
  /** True once every part is ready. */
  ready: boolean;
  parts: { name: string; identity: ProcessIdentity; stopSignal: NodeJS.Signals }[];
  databaseUrl: string | null;
  temporalAddress: string | null;
  namespace: string;
  taskQueue: string;
  uiUrl: string | null;
  panelUrl: string | null;
  sandboxControl: string | null;
}

const FILE = 'stack.json';

export function readStack(storage: string): StackState | null {
  try {
    return JSON.parse(readFileSync(join(storage, FILE), 'utf8')) as StackState;
  } catch {
    return null;
  }
}

/** The state of a stack whose supervisor lives, or null. */
export function livingStack(storage: string): StackState | null {
  const state = readStack(storage);
  return state && isAlive(state.supervisor) ? state : null;
}

export function writeStack(storage: string, state: StackState): void {
  writeWhole(join(storage, FILE), state);
}

export function forgetStack(storage: string): void {
  rmSync(join(storage, FILE), { force: true });
}

/** Says that this process needs a one-off stack; returns what takes it back. Who dies without doing so is found dead by its birth. */
export function holdLease(storage: string): () => void {
  const folder = join(storage, 'leases');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}.json`);
  writeWhole(file, identityOf(process.pid));
  return () => rmSync(file, { force: true });
}

/** How many living processes hold a lease. */
export function leases(storage: string): number {
  const folder = join(storage, 'leases');
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).filter((name) => {
    if (!name.endsWith('.json')) return false;
    try {
      if (isAlive(JSON.parse(readFileSync(join(folder, name), 'utf8')) as ProcessIdentity)) return true;
    } catch {
      return false;
    }
    rmSync(join(folder, name), { force: true });
    return false;
  }).length;
}

/** One supervisor at a time: true where this process now is it. */
export function becomeSupervisor(storage: string): boolean {
  mkdirSync(storage, { recursive: true });
  const file = join(storage, 'supervisor.lock');
  for (let round = 0; round < 3; round++) {
    try {
      writeFileSync(file, JSON.stringify(identityOf(process.pid)), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    try {
      if (isAlive(JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity)) return false;
    } catch {
      // Half written by somebody who is at it right now, or already gone.
    }
    rmSync(file, { force: true });
  }
  return false;
}

export function resignSupervisor(storage: string): void {
  rmSync(join(storage, 'supervisor.lock'), { force: true });
}

function writeWhole(file: string, value: unknown): void {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}
