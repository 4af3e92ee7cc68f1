import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openSandbox } from './open-sandbox.ts';
import { PROVIDERS } from './providers.ts';

// The pretend providers as a process of their own, with a door on loopback for `npm run sandbox`.
const folder = process.argv[2];
if (!folder) {
  process.stderr.write('Name the folder in which the sandbox keeps its things.\n');
  process.exit(2);
}
const portsFile = join(folder, 'ports.json');
const ports = existsSync(portsFile) ? (JSON.parse(readFileSync(portsFile, 'utf8')) as Record<string, number>) : {};
const open = (known: Record<string, number>) => openSandbox({ folder, providers: PROVIDERS, ports: known });
// After a restart the worker still knows the old addresses: they are kept wherever they are still free.
const sandbox = await open(ports).catch(() => open({}));
writeFileSync(portsFile, JSON.stringify(sandbox.ports));

const control = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const say = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const change = (work: Promise<void>) =>
    work.then(
      () => say(200, { broken: sandbox.broken() }),
      (error: Error) => say(404, { message: error.message }),
    );
  if (url.pathname === '/requests') return say(200, sandbox.requests());
  if (request.method !== 'POST') return say(200, { broken: sandbox.broken() });
  if (url.pathname === '/break') return void change(sandbox.break(url.searchParams.get('fault') ?? ''));
  if (url.pathname === '/heal') return void change(sandbox.heal(url.searchParams.get('fault') ?? undefined));
  return say(404, { message: 'There is nothing here.' });
});
await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
process.send?.({
  ready: true,
  variables: sandbox.variables,
  ca: sandbox.caFile,
  control: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
});

const leave = (): void => void sandbox.close().finally(() => process.exit(0));
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
process.on('disconnect', leave);
