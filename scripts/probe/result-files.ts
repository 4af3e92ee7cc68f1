import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError, type ProbeOptions } from './options.ts';

type Wanted = Pick<ProbeOptions, 'json' | 'junit'>;

/** Proves, before anybody is asked anything, that the files named by `--json` and `--junit` can be written.
 * @throws UsageError that names the option, the path and why not. */
export function proveResultFiles({ json, junit }: Wanted): void {
  for (const [option, file] of [['--json', json === '-' ? null : json] as const, ['--junit', junit] as const]) {
    if (file === null) continue;
    const why = whyNot(resolve(file));
    if (why) throw new UsageError(`${option} ${file} cannot be written: ${why}. Name another file.`);
  }
}

/** Writes a result into a file. Gives a sentence where that failed, else null: the run is over, and its result must be shown all the
 * same. */
export function writeResultFile(option: '--json' | '--junit', file: string, text: string): string | null {
  try {
    writeFileSync(file, text);
    return null;
  } catch (error) {
    return `${option} ${file} could not be written: ${(error as Error).message}. The result is shown here only.`;
  }
}

function whyNot(file: string): string | null {
  const there = existsSync(file);
  const folder = dirname(file);
  if (there && statSync(file).isDirectory()) return 'it is a folder';
  if (!there && !existsSync(folder)) return `there is no folder ${folder}`;
  if (!there && !statSync(folder).isDirectory()) return `${folder} is not a folder`;
  try {
    accessSync(there ? file : folder, constants.W_OK);
    return null;
  } catch {
    return 'this user may not write there';
  }
}
