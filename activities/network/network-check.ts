import { defineCapability, type Capability, type ProbeTools } from '#activities/capability.ts';
import type { Kind, SettingsByKind } from '#activities/settings.ts';
import { judgeNetwork } from './judge-network.ts';
import { lookUp, type LookedUp } from './look-up.ts';

const DEADLINE_MS = 10_000;

/** An address that a provider's SDK speaks to, and the variable that names it. */
export interface NetworkHost {
  url: string;
  variable: string;
}

/** What was found out about one host; the request itself stands among the exchanges, by its host. */
export interface HostFacts {
  host: string;
  variable: string;
  v4: LookedUp;
  v6: LookedUp;
}

interface Network<K extends Kind> {
  kind: K;
  /** The provider as people call it. */
  service: string;
  hostsOf(settings: SettingsByKind[K]): NetworkHost[];
}

/** The `network` check of a kind: every host its provider uses is looked up, connected to and asked for its head, without a
 * credential, so that whatever the provider then refuses is known not to be the way there. */
export function networkCheck<K extends Kind>({ kind, service, hostsOf }: Network<K>): Capability<K, { hosts: HostFacts[] }> {
  return defineCapability<K, { hosts: HostFacts[] }>({
    kind,
    capability: 'network',
    title: `The way to ${service} is open`,
    why: 'Name, connection, certificate and clock carry all else: what breaks here breaks every capability at once.',
    does: 'Looks every host up in both address families, connects with TLS and asks for the head of its first page, without a credential.',
    costUsd: 0,
    expensive: false,
    baseline: false,
    cadenceMs: 21_600_000,
    requires: [],
    deadlineMs: DEADLINE_MS,
    thresholds: { certificate_warn_days: 14, certificate_fail_days: 3, skew_warn_s: 30, dns_warn_ms: 500 },
    async probe(tools, settings) {
      const unique = new Map(hostsOf(settings).map((host) => [new URL(host.url).host, host]));
      return { hosts: await Promise.all([...unique].map(([host, { url, variable }]) => meet(tools, host, url, variable))) };
    },
    judge: (evidence, context) => judgeNetwork(evidence, { ...context, service, deadlineMs: DEADLINE_MS }),
  });
}

async function meet({ fetch, lookup }: ProbeTools, host: string, url: string, variable: string): Promise<HostFacts> {
  const { hostname, origin } = new URL(url);
  const [v4, v6] = await Promise.all([lookUp(hostname, 4, lookup), lookUp(hostname, 6, lookup)]);
  // What it meets is written down by the recorder; of a host that fails, the others' answers stay.
  await fetch(`${origin}/`, { method: 'HEAD' }).catch(() => null);
  return { host, variable, v4, v6 };
}
