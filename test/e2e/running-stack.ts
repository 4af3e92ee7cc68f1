import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { cleanEnvironment } from '#scripts/stack/clean-environment.ts';

export interface RunningStack {
  /** The panel's address. */
  url: string;
  /** Runs `npm run sandbox -- …` against this stack. */
  sandbox(...words: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** What `npm start` brings up, in the sandbox, with a storage folder of its own. Rejects with what it printed where it does not come up. */
export async function startStack(): Promise<RunningStack> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-e2e-'));
  chmodSync(folder, 0o755);
  const env = {
    ...cleanEnvironment(process.env),
    GREENLIGHT_MODE: 'sandbox',
    GREENLIGHT_STORAGE: folder,
    PORT: String(await getPort()),
  } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ['scripts/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer): void => {
      printed += data.toString();
      const address = /(http:\/\/127\.0\.0\.1:\d+)\/ops/.exec(printed)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void gone.then(() => reject(new Error(`The stack did not come up:\n${printed}`)));
  });
  return {
    url,
    async sandbox(...words) {
      await promisify(execFile)(process.execPath, ['scripts/sandbox.ts', ...words], { env });
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
