import type { Finding, Untold } from '#workflows/core/finding.ts';
import { untold } from './judging/findings.ts';
import type { Egress } from './transport/egress.ts';

const LOW_CLASSES = ['dns', 'connect', 'timeout'];
const LOW_RUNGS = ['dns', 'tcp'];

/** Before a provider is blamed for not being reached, hosts that have nothing to do with it are asked: where none of them is reached
 * either, it is our own way out that is lost. Any other finding is given back as it is. */
export async function withoutEgress(finding: Finding, egress: Egress): Promise<Finding> {
  return isLowDown(finding) && (await egress.isLost()) ? noEgress(finding, egress.hosts) : finding;
}

/** No connection came about: the fault may be on our side of it. */
function isLowDown({ status, failure_class, rungs }: Finding): boolean {
  const broken = rungs.find((rung) => rung.status === 'fail');
  return status === 'fail' && LOW_CLASSES.includes(failure_class) && broken !== undefined && LOW_RUNGS.includes(broken.name);
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
