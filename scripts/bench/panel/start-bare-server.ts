import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Servers } from '#scripts/bench/open-servers.ts';
import { startProcess } from '#scripts/stack/start-process.ts';

/** A process that sends these bytes to whoever asks, and does nothing else. */
export async function startBareServer(
  servers: Servers,
  name: string,
  body: Buffer | string,
  encoding = '',
): Promise<{ url: string; stop(): Promise<void> }> {
  const file = join(servers.folder, name);
  writeFileSync(file, body);
  const running = await startProcess({
    name: 'The bare server',
    command: process.execPath,
    args: [resolve(import.meta.dirname, 'bare-server.ts'), file, encoding],
    env: {},
    logFile: join(servers.folder, 'logs', `${name}.log`),
    ready: 'message',
    readyWithinMs: 10_000,
  });
  return { url: String(running.info['url']), stop: () => running.stop() };
}
