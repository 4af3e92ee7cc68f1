import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Where an artifact really lies; null where it is gone or lies outside `folder`. */
export async function artifactFile(folder: string, path: string): Promise<string | null> {
  const root = await realpath(folder).catch(() => null);
  const file = await realpath(join(folder, path)).catch(() => null);
  return root === null || file === null || !file.startsWith(root + sep) ? null : file;
}
