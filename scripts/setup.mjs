// Makes a bare clone ready: runs before every npm script, with any Node from 20 on and nothing but its built-ins.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.greenlight-setup');
const lock = join(root, '.setup-lock');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const isReady = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

if (!isReady()) {
  await alone(() => {
    if (isReady()) return;
    process.stderr.write('Installing the packages, once; under a minute.\n');
    // npm hands its own settings down as variables; an install of its own must not inherit the script's.
    const { status } = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) {
      process.stderr.write('The packages could not be installed: see above. Is the package registry within reach?\n');
      process.exitCode = 3;
      return;
    }
    writeFileSync(stamp, wanted);
  });
}

/** One at a time: the second waits for the first, and takes over where the first has died. */
async function alone(work) {
  for (let said = false; ;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
      else if (!said) process.stderr.write('Another command is installing the packages; waiting for it.\n');
      said = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isAbandoned() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    // No such process, or nobody has written a number for ten seconds.
    return error.code === 'ESRCH' || (error.code === 'ENOENT' && existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 10_000);
  }
}
