import { credentialsIn, type CredentialLight } from './beside-finding.ts';

/** Each credential of a run once, with all that its checks came to know of it: one learns what it may do, another when it ends. */
export function credentialsOfRun(probes: readonly { metadata: Record<string, unknown> }[]): CredentialLight[] {
  const lights = probes.flatMap(({ metadata }) => credentialsIn(metadata));
  const alike = Map.groupBy(lights, ({ variable, source, fingerprint }) => [variable, source, fingerprint].join(' '));
  return [...alike.values()].map((same) => same.reduce(together));
}

function together(one: CredentialLight, other: CredentialLight): CredentialLight {
  const may = [...new Set([...(one.may ?? []), ...(other.may ?? [])])];
  const dated = one.expires_at === null ? other : one;
  return {
    ...one,
    identity: one.identity ?? other.identity,
    may: may.length > 0 ? may : null,
    created_at: one.created_at ?? other.created_at,
    expires_at: dated.expires_at,
    days_left: dated.days_left,
  };
}
