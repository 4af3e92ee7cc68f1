import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { readEnv } from '#env.ts';
import { openServices } from '#web/app/services.server.ts';
import { createApp } from './create-app.ts';
import { warmUp } from './warm-up.ts';

const BUILD = resolve(import.meta.dirname, '../build');

try {
  await open();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}

/** Opens the panel and keeps it open until this process is told to stop, or its supervisor is gone. */
async function open(): Promise<void> {
  const env = readEnv();
  const services = openServices(env);
  await services.assertMemory().catch((error: Error) => {
    if (error.name === 'ModeMismatch') throw error;
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), level: 'WARN', message: 'Postgres does not answer yet; pages say so until it does.' })}\n`,
    );
  });
  const build = (await import(pathToFileURL(join(BUILD, 'server/index.js')).href).catch((cause: unknown) => {
    throw new Error('The panel is not built. Run `npm run build`, or `npm start`, which does it.', { cause });
  })) as ServerBuild;
  const own = env.baseUrl ? [new URL(env.baseUrl).hostname] : [];
  const app = createApp({ build, services, assets: join(BUILD, 'client'), hosts: [...own, '127.0.0.1', 'localhost', '[::1]'] });

  const server = app.listen(env.port, env.host);
  server.once('error', (error: NodeJS.ErrnoException) => {
    process.stderr.write(
      error.code === 'EADDRINUSE'
        ? `Port ${env.port} is taken. Set PORT to a free one.\n`
        : `The panel cannot listen on ${env.host}:${env.port}: ${error.message}\n`,
    );
    process.exit(2);
  });
  server.once('listening', () => {
    const { port } = server.address() as AddressInfo;
    const url = `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${port}`;
    void warmUp(build, services).then(() => {
      process.send?.({ ready: true, url });
      if (!process.send) process.stdout.write(`${url}/ops\n`);
    });
  });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.close(() => void services.close().then(() => process.exit(0)));
    // Event streams never end by themselves.
    server.closeAllConnections();
    setTimeout(() => process.exit(0), 3_000).unref();
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(event, stop);
}
