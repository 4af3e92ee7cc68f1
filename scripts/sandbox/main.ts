import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openIncidentBook } from './incident-book.ts';
import { openControl } from './open-control.ts';
import { openSandbox } from './open-sandbox.ts';
import { PROVIDERS } from './providers.ts';

const CONTROL = 'control';

// The pretend providers as a process of their own, with a door on loopback for `npm run sandbox` and the panel's server.
const folder = process.argv[2];
if (!folder) {
  process.stderr.write('Name the folder in which the sandbox keeps its things.\n');
  process.exit(2);
}
const portsFile = join(folder, 'ports.json');
const ports = existsSync(portsFile) ? (JSON.parse(readFileSync(portsFile, 'utf8')) as Record<string, number>) : {};
const open = (known: Record<string, number>) => openSandbox({ folder, providers: PROVIDERS, ports: known });
// After a restart the worker and the panel still know the old addresses: they are kept wherever they are still free.
const sandbox = await open(ports).catch(() => open({}));
const book = openIncidentBook(join(folder, 'incidents.json'), sandbox.broken());
const control = await openControl({ sandbox, book, port: ports[CONTROL] ?? 0 });
writeFileSync(portsFile, JSON.stringify({ ...sandbox.ports, [CONTROL]: control.port }));
process.send?.({ ready: true, variables: sandbox.variables, ca: sandbox.caFile, control: control.url });

const leave = (): void => void sandbox.close().finally(() => process.exit(0));
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
process.on('disconnect', leave);
