import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

const LOCK = /^supervisor\.(\d+)\.lock$/;

/** One supervisor at a time: true where this process now is it. Who supervises holds the lock of the highest number. A dead one is never
 * removed in its place (two who both found it dead would remove each other's), but followed by the next number, which only one can
 * make; and the highest is never removed at all, so that who looked too early finds a higher one and steps back. */
export function becomeSupervisor(storage: string): boolean {
  mkdirSync(storage, { recursive: true });
  const own = join(storage, `supervisor.${process.pid}.own`);
  writeWhole(own, identityOf(process.pid));
  try {
    for (;;) {
      const last = lastLock(storage);
      if (last > 0 && isHeld(storage, last)) return false;
      try {
        // A link is there whole or not at all.
        linkSync(own, lockFile(storage, last + 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        continue;
      }
      if (lastLock(storage) === last + 1) {
        for (const number of locks(storage)) if (number <= last) rmSync(lockFile(storage, number), { force: true });
        return true;
      }
      rmSync(lockFile(storage, last + 1), { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Leaves the lock to whoever comes next. */
export function resignSupervisor(storage: string): void {
  const last = lastLock(storage);
  if (last > 0) writeWhole(lockFile(storage, last), { pid: 0, born: '' } satisfies ProcessIdentity);
}

function locks(storage: string): number[] {
  return readdirSync(storage)
    .flatMap((name) => LOCK.exec(name)?.[1] ?? [])
    .map(Number);
}

function lastLock(storage: string): number {
  return Math.max(0, ...locks(storage));
}

function isHeld(storage: string, number: number): boolean {
  try {
    return isAlive(JSON.parse(readFileSync(lockFile(storage, number), 'utf8')) as ProcessIdentity);
  } catch {
    // Followed by a higher one a moment ago, which the next look finds.
    return false;
  }
}

function lockFile(storage: string, number: number): string {
  return join(storage, `supervisor.${number}.lock`);
}

function writeWhole(file: string, value: unknown): void {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}
