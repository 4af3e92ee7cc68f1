import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { cleanEnvironment, withoutProviders } from '#scripts/stack/clean-environment.ts';

/** What decides where our programs go: only the test itself says so. */
const OURS = /^(GREENLIGHT_|TEMPORAL_|DATABASE_URL$|PORT$|HOST$)/;

/** Runs one of the product's own programs (`scripts/migrate.ts`) with these variables to its end; a code of null means that it did not end within 30 seconds. One that goes on by itself is told to stop as soon as `until` is printed. Away from our folder, whose `.env` is nobody's business here. */
export async function runProgram(
  file: string,
  variables: Record<string, string>,
  { until, args = [] }: { until?: RegExp; args?: string[] } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const clean = Object.entries(withoutProviders(cleanEnvironment(process.env))).filter(([name]) => !OURS.test(name));
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [resolve(import.meta.dirname, '../..', file), ...args],
      {
        cwd: tmpdir(),
        env: { ...Object.fromEntries(clean), ...variables } as unknown as NodeJS.ProcessEnv,
        timeout: 30_000,
        killSignal: 'SIGKILL',
      },
      (_error, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
    );
    let printed = '';
    child.stdout?.on('data', (text: string) => {
      printed += text;
      // Once: a second signal does not wait for an orderly end.
      if (until?.test(printed) && !child.killed) child.kill('SIGTERM');
    });
  });
}
