import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const WITHIN_MS = 60_000;

/** Tries Temporal's own download of its CLI, as the usual way for a machine with internet: at most a minute in all, five seconds to
 * the first answer. True where `target` now holds the program; false where the network or the archive would not have it. */
export async function downloadTemporal(target: string, say: (line: string) => void): Promise<boolean> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}`;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const address = `https://temporal.download/cli/archive/v1.8.2?platform=${platform}&arch=${arch}&format=tar.gz`;
  const folder = dirname(target);
  const archive = `${target}.${process.pid}.tar.gz`;
  try {
    const response = await within(5_000, (signal) => fetch(address, { signal }));
    if (!response.ok || !response.body) return false;
    say('Downloading the Temporal server, this once.');
    mkdirSync(folder, { recursive: true });
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(archive), { signal: AbortSignal.timeout(WITHIN_MS) });
    const unpacked = `${folder}/unpacked-${process.pid}`;
    mkdirSync(unpacked, { recursive: true });
    await unpack(archive, unpacked);
    await chmod(`${unpacked}/temporal`, 0o755);
    renameSync(`${unpacked}/temporal`, target);
    rmSync(unpacked, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(archive, { force: true });
  }
}

async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

function unpack(archive: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const tar = spawn('tar', ['-xzf', archive, '-C', folder], { stdio: 'ignore' });
    tar.once('error', reject);
    tar.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`))));
  });
}
