import { OUR_FAULTS } from './our-faults.ts';
import type { Fault, SandboxProvider } from './provider.ts';
import { wireFaults } from './wire-faults.ts';

/** Everything that can be broken: what the providers can have, what the wire to each of their hosts can, and what is ours. */
export function allFaults(providers: readonly SandboxProvider[], hosts: readonly { name: string }[]): Fault[] {
  return [...providers.flatMap(({ faults }) => faults), ...hosts.flatMap(({ name }) => wireFaults(name)), ...OUR_FAULTS];
}
