import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackTrouble } from './stack-trouble.ts';

const MIB = 1024 * 1024;
/** What the first start writes: a Postgres cluster (46 MiB), Temporal's tables, certificates, logs; twice over. */
const FIRST_START_BYTES = 128 * MIB;

/** Makes the storage folder (`storage/<mode>`) and proves that something can be kept in it.
 * @throws StackTrouble where nothing can be written, or the disk is full. */
export function assertWritable(storage: string): void {
  const probe = join(storage, `writable-${process.pid}`);
  try {
    mkdirSync(join(storage, 'logs'), { recursive: true });
    writeFileSync(probe, Buffer.alloc(MIB));
    rmSync(probe);
  } catch (error) {
    if (existsSync(probe)) rmSync(probe, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOSPC' ? 'the disk is full' : code === 'EACCES' || code === 'EROFS' ? 'this user may not write there' : message;
    throw new StackTrouble(
      `Nothing can be kept in ${storage}: ${why}. Make room or give rights, or name another folder in GREENLIGHT_STORAGE.`,
      code === 'ENOSPC' ? 3 : 2,
      { cause: error },
    );
  }
  const { bavail, bsize } = statfsSync(storage);
  const free = bavail * bsize;
  if (free < FIRST_START_BYTES && !existsSync(join(storage, 'postgres.secret')))
    throw new StackTrouble(
      `The first start needs ${FIRST_START_BYTES / MIB} MiB in ${storage}, and ${Math.floor(free / MIB)} MiB are free. Make room, or name another folder in GREENLIGHT_STORAGE.`,
      3,
    );
}
