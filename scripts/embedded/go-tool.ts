import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program that is built from a pinned Go module kept in `scripts/<name>/`. */
export interface GoTool {
  name: 'temporal' | 'versitygw';
  version: string;
  /** The main package. */
  package: string;
}

/** Where the built program lies: in the user's cache, outside the clone, so that a fresh clone finds it. */
export function cachedTool({ name, version }: GoTool, cacheHome: string | undefined): string {
  return join(cacheHome || join(homedir(), '.cache'), 'greenlight', `${name}-${version}`, name);
}

/** Builds the tool into the cache; several builders at once don't hurt each other, the last one to finish wins.
 * @throws an Error with the compiler's last words. */
export async function buildTool(tool: GoTool, target: string, env: Record<string, string | undefined>): Promise<string> {
  mkdirSync(dirname(target), { recursive: true });
  const partial = `${target}.${process.pid}.partial`;
  try {
    const cwd = join(dirname(fileURLToPath(import.meta.url)), '..', tool.name);
    await run('go', ['build', '-ldflags', '-s -w', '-o', partial, tool.package], {
      cwd,
      env: env as NodeJS.ProcessEnv,
      maxBuffer: 64 * 1024 * 1024,
    });
    renameSync(partial, target);
  } catch (error) {
    throw new Error(
      `${tool.name} could not be built with Go: ${(error as { stderr?: string }).stderr?.trim().split('\n').slice(-3).join(' ') ?? ''}`,
      { cause: error },
    );
  } finally {
    rmSync(partial, { force: true });
  }
  return target;
}

/** True where a Go toolchain of at least 1.26 is on the PATH. */
export async function hasGo(env: Record<string, string | undefined>): Promise<boolean> {
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'], { env: env as NodeJS.ProcessEnv });
    const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(stdout) ?? [];
    return Number(major) > 1 || Number(minor) >= 26;
  } catch {
    return false;
  }
}

/** The program of that name on the PATH, or null. */
export function onPath(name: string, path = ''): string | null {
  return (
    path
      .split(':')
      .map((folder) => join(folder, name))
      .find((file) => existsSync(file)) ?? null
  );
}
