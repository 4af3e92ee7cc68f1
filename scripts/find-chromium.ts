import { existsSync } from 'node:fs';

/** A Chromium of this machine; null where there is none. */
export function findChromium(): string | null {
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path)) ?? null;
}
