import type { CredentialLight, SinceSuccess } from '#workflows/core/beside-finding.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { LastSuccess } from '#activities/memory.ts';
import type { Facts } from './facts-of.ts';
import { whatChanged } from './what-changed.ts';

/** Puts the facts beside the finding, and where all is not well, what differs from the check's last success. A warning is a success too:
 * beside one it is said only where there is something to say. */
export function withFacts(finding: Finding, facts: Facts, credentials: CredentialLight[], lastSuccess: LastSuccess | null): Finding {
  const changed = lastSuccess && ['warn', 'fail'].includes(finding.status) ? whatChanged(lastSuccess.facts, facts) : null;
  const since: { since_success?: SinceSuccess } =
    changed && (finding.status === 'fail' || changed.length > 0) ? { since_success: { at: lastSuccess!.at, changed } } : {};
  return { ...finding, metadata: { ...finding.metadata, ...since, credentials, facts } };
}
