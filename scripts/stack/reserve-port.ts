import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

/** The first of the wanted ports of loopback that is free, else any free one. It is reserved for as long as this process lives:
 * between the look and the moment at which a part listens, another supervisor on this machine could choose the same. */
export async function reservePort(wanted: readonly number[]): Promise<number> {
  for (const port of wanted) if ((await getPort({ host: '127.0.0.1', port })) === port && claim(port)) return port;
  for (;;) {
    const port = await getPort({ host: '127.0.0.1' });
    if (claim(port)) return port;
  }
}

/** True where no other living process has reserved it. */
function claim(port: number): boolean {
  const folder = join(tmpdir(), 'greenlight-ports');
  const file = join(folder, `${port}.json`);
  for (let round = 0; round < 2; round++) {
    try {
      makeForEverybody(folder);
      writeFileSync(file, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
      return true;
    } catch (error) {
      // Where nothing can be reserved, the look alone must do.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true;
    }
    if (isHeld(file)) return false;
    rmSync(file, { force: true });
  }
  return false;
}

function isHeld(file: string): boolean {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
    return holder.pid !== process.pid && isAlive(holder);
  } catch {
    // Half written by somebody who is at it right now.
    return true;
  }
}

function makeForEverybody(folder: string): void {
  if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o1777);
}
