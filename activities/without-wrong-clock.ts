import type { Finding } from '#workflows/core/finding.ts';
import type { Evidence } from './evidence.ts';
import { untold } from './judging/findings.ts';
import { OUT_OF_DATE, type ClockWitness } from './transport/clock-witness.ts';

/** Before a provider is blamed for a certificate that is out of date, others are asked what time it is: where it is good by theirs, it is
 * our clock that is wrong. Learns the time from whoever answered. Any other finding is given back as it is. */
export async function withoutWrongClock(finding: Finding, evidence: Evidence<unknown>, witness: ClockWitness): Promise<Finding> {
  witness.note(evidence);
  const code = finding.rungs.find(({ status }) => status === 'fail')?.detail ?? '';
  if (finding.status !== 'fail' || finding.failure_class !== 'tls' || !OUT_OF_DATE.includes(code)) return finding;
  const certificate = evidence.exchanges.find(({ trouble }) => trouble?.code === code)?.peer?.certificate;
  return certificate && (await witness.isWrongAbout(certificate)) ? wrongClock(finding, evidence) : finding;
}

function wrongClock({ failure_class, summary, rungs, cost_usd, metadata }: Finding, { wallClock }: Evidence<unknown>): Finding {
  const ours = `${wallClock.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return untold(null, {
    status: 'unknown',
    failureClass: 'clock',
    summary: `This machine’s clock is wrong: it says ${ours}, and calls a good certificate out of date. Of the provider nothing is known.`,
    costUsd: cost_usd,
    metadata: { ...metadata, looked_like: { failure_class, summary, rungs } },
    hint: {
      id: 'CLOCK',
      title: 'Set the clock',
      steps: [
        'On the worker’s machine run: date -u. It must show the time it is.',
        'Switch on time synchronisation (NTP) there: timedatectl set-ntp true. A virtual machine may take its host’s time: set that one too.',
        'Then run the check again.',
      ],
      doc: 'docs/runbook.md',
    },
  });
}
