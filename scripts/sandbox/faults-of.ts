import type { Fault, SandboxProvider } from './provider.ts';
import { wireExpectations } from './wire-expectations.ts';
import { wireFaults } from './wire-faults.ts';

/** All faults of a provider: its own, and those of the wire at each of its hosts. */
export function faultsOf(provider: SandboxProvider): readonly Fault[] {
  return [...provider.faults, ...hostsOf(provider).flatMap(wireFaults)];
}

/** The hosts of a provider, by the names that the faults of the wire begin with. */
function hostsOf({ name }: SandboxProvider): string[] {
  return [...new Set(wireExpectations.filter(({ provider }) => provider === name).map(({ host }) => host))];
}
