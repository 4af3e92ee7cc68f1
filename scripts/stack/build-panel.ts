import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
const STAMP = join(ROOT, 'build', 'made-from');

/** Builds the panel where there is no build, or one of other sources.
 * @throws an Error with the builder's last lines. */
export async function buildPanel(env: Record<string, string>, say: (line: string) => void): Promise<void> {
  const sources = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  say('Building the panel, a few seconds, once per change of its sources.');
  try {
    await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], {
      cwd: ROOT,
      env: { ...env, NODE_ENV: 'production' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
    throw new Error(`The panel could not be built: ${(stderr || stdout).trim().split('\n').slice(-4).join(' ')}`, { cause: error });
  }
  writeFileSync(STAMP, sources);
}

/** One hash over all that goes into the panel. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = ['web', 'db', 'worker', 'workflows/core'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [...files.sort(), ...['package-lock.json', 'vite.config.ts', 'env.ts'].map((name) => join(ROOT, name))])
    hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}
