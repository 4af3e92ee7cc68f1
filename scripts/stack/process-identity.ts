import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it was born, in whatever unit the system has; only compared. */
  born: string;
}

/** Who has this number now, or null where nobody has (a zombie is nobody). */
export function identityOf(pid: number): ProcessIdentity | null {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?=[A-Z])/);
    const fields = rest.split(' ');
    return fields[0] === 'Z' ? null : { pid, born: fields[19]! };
  } catch {
    if (process.platform === 'linux') return null;
  }
  try {
    const born = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return born ? { pid, born } : null;
  } catch {
    return null;
  }
}

/** True while that very process lives. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.born === identity.born;
}

/** Ends a process we started: asks, waits up to `graceMs`, then insists. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals = 'SIGTERM', graceMs = 8_000): Promise<void> {
  if (!isAlive(identity)) return;
  send(identity.pid, signal);
  const end = Date.now() + graceMs;
  while (isAlive(identity)) {
    if (Date.now() > end) send(identity.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just gone by itself.
  }
}
