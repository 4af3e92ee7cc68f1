import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { createCA, createCert } from 'mkcert';
import { buildTool, cachedTool, hasGo, onPath, type GoTool } from '#scripts/embedded/go-tool.ts';
import { startProcess } from '#scripts/stack/start-process.ts';

const VERSITYGW: GoTool = { name: 'versitygw', version: '1.8.0', package: 'github.com/versity/versitygw/cmd/versitygw' };

/** Finds the real S3 server, or builds it: the PATH, our cache, a Go toolchain.
 * @throws an Error that lists the ways where none works. */
export async function findVersitygw(env: Record<string, string | undefined>, say: (line: string) => void): Promise<string> {
  const found = onPath('versitygw', env['PATH']);
  if (found) return found;
  const cached = cachedTool(VERSITYGW, env['XDG_CACHE_HOME']);
  if (existsSync(cached)) return cached;
  if (!(await hasGo(env)))
    throw new Error('There is no versitygw on the PATH or in the cache, and no Go 1.26 or newer to build it with from scripts/versitygw.');
  say('Building versitygw with Go: one to two minutes, this once. It is kept for every clone on this machine.');
  return buildTool(VERSITYGW, cached, env);
}

export interface OpenVersitygw {
  origin: string;
  /** The throwaway authority its certificate comes from, PEM. */
  ca: string;
  /** A key that may do nothing until a bucket's policy says otherwise. */
  addKey(accessKeyId: string, secretAccessKey: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts it on loopback over HTTPS, all that it keeps in a temporary folder. Resolves when it answers. */
export async function openVersitygw(
  executable: string,
  keys: { region: string; accessKeyId: string; secretAccessKey: string },
): Promise<OpenVersitygw> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-versitygw-'));
  const at = (name: string) => join(folder, name);
  mkdirSync(at('buckets'));
  mkdirSync(at('metadata'));
  mkdirSync(at('keys'));
  const authority = await createCA({
    organization: 'Greenlight tests',
    countryCode: 'XX',
    state: 'none',
    locality: 'loopback',
    validity: 2,
  });
  const leaf = await createCert({ ca: authority, domains: ['127.0.0.1'], validity: 2 });
  writeFileSync(at('authority.pem'), authority.cert);
  writeFileSync(at('cert.pem'), leaf.cert);
  writeFileSync(at('key.pem'), leaf.key, { mode: 0o600 });
  const port = await getPort({ host: '127.0.0.1' });
  const origin = `https://127.0.0.1:${port}`;
  // With keys in a folder it knows more than one, and says InvalidAccessKeyId as S3 does; without, XAdminUserNotFound.
  const server = [
    '--port',
    `127.0.0.1:${port}`,
    '--cert',
    at('cert.pem'),
    '--key',
    at('key.pem'),
    '--region',
    keys.region,
    '--iam-dir',
    at('keys'),
  ];
  // Metadata in files of their own: not every temporary folder takes extended attributes.
  const backend = ['posix', '--sidecar', at('metadata'), at('buckets')];
  try {
    const { stop } = await startProcess({
      name: 'versitygw',
      command: executable,
      args: [...server, ...backend],
      env: { ROOT_ACCESS_KEY_ID: keys.accessKeyId, ROOT_SECRET_ACCESS_KEY: keys.secretAccessKey },
      logFile: at('versitygw.log'),
      readyWithinMs: 20_000,
      ready: () => answers(origin, authority.cert),
    });
    return {
      origin,
      ca: authority.cert,
      async addKey(accessKeyId, secretAccessKey) {
        const env = {
          ADMIN_ACCESS_KEY_ID: keys.accessKeyId,
          ADMIN_SECRET_ACCESS_KEY: keys.secretAccessKey,
          SSL_CERT_FILE: at('authority.pem'),
        };
        const admin = ['admin', '--endpoint-url', origin, '--region', keys.region];
        const user = ['create-user', '--access', accessKeyId, '--secret', secretAccessKey, '--role', 'user'];
        await promisify(execFile)(executable, [...admin, ...user], { env: env as unknown as NodeJS.ProcessEnv });
      },
      async close() {
        await stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Any answer will do, a refusal too. */
function answers(origin: string, ca: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(origin, { ca, agent: false }, (response) => {
      response.resume();
      resolve();
    })
      .on('error', reject)
      .end();
  });
}
