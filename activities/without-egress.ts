import type { Finding, Untold } from '#workflows/core/finding.ts';
import { untold } from './judging/findings.ts';
import type { Egress } from './transport/egress.ts';

/** Where no answer came, or none to its end. */
const LOW_CLASSES = ['dns', 'connect', 'tls', 'timeout'];

/** Before a provider is blamed for no answer, it is asked whether anybody at all is reached from here, the provider among them: where
 * nobody is, it is our own way out that is lost, maybe in the middle of a request. Any other finding is given back as it is. */
export async function withoutEgress(finding: Finding, egress: Egress): Promise<Finding> {
  const { status, failure_class } = finding;
  const isUnanswered = status === 'fail' && LOW_CLASSES.includes(failure_class);
  return isUnanswered && (await egress.isLost()) ? noEgress(finding, egress.hosts) : finding;
}

function noEgress({ failure_class, summary, rungs, cost_usd, metadata }: Finding, hosts: readonly string[]): Untold {
  const asked = hosts.join(', ');
  const first = hosts[0]!.replace(/:(\d+)$/, ' $1').replace(/[[\]]/g, '');
  return untold(null, {
    status: 'unknown',
    failureClass: 'no_egress',
    summary: `We cannot reach the outside: ${asked} ${hosts.length === 1 ? 'takes' : 'take'} no connection from here either. Of the provider nothing is known.`,
    costUsd: cost_usd,
    metadata: { ...metadata, looked_like: { failure_class, summary, rungs }, reference_hosts: hosts },
    hint: {
      id: 'NO_EGRESS',
      title: 'The worker’s machine has lost its way out',
      steps: [
        `On the machine of the worker run: nc -vz ${first}. It must connect.`,
        'If it does not, mend that machine’s network: link, DNS, routes, firewall, egress rules.',
        'If the only way out is a proxy: the probes connect directly and do not read HTTPS_PROXY; let them through, or put gateways into the providers’ address variables.',
        `If ${asked} ${hosts.length === 1 ? 'is' : 'are'} closed to this machine on purpose, name hosts that are open in GREENLIGHT_REFERENCE_HOSTS, or none, and restart the worker.`,
        'Then run the check again.',
      ],
      doc: 'docs/runbook.md',
    },
  });
}
