import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxProvider } from '#scripts/sandbox/provider.ts';

/** The same pretend provider, which takes `ms` longer to answer. */
export function slowly(provider: SandboxProvider, ms: number): SandboxProvider {
  return {
    ...provider,
    hosts: (world) =>
      provider.hosts(world).map((host) => ({
        ...host,
        async handle(request, response) {
          await wait(ms);
          await host.handle(request, response);
        },
      })),
  };
}
