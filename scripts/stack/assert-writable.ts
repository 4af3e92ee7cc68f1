import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackTrouble } from './stack-trouble.ts';

const ENOUGH_BYTES = 1024 * 1024;

/** Makes the storage folder (`storage/<mode>`) and proves that something can be kept in it.
 * @throws StackTrouble where nothing can be written, or the disk is full. */
export function assertWritable(storage: string): void {
  const probe = join(storage, `writable-${process.pid}`);
  try {
    mkdirSync(join(storage, 'logs'), { recursive: true });
    writeFileSync(probe, Buffer.alloc(ENOUGH_BYTES));
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
}
