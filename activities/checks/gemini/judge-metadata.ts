import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import { isCutOff, judgeTransport } from '#activities/judging/judge-transport.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { isUsualMetadataHost } from './metadata-host.ts';

type Context = JudgeContext<'vertex'>;

/** Judges what the metadata server said, or that nobody did: that there is no account, that it is this machine's own trouble, that the server
 * has trouble. Null where a token came back. */
export function judgeMetadata(evidence: Evidence<unknown>, context: Context, last: Exchange, deadlineMs: number): Finding | null {
  if (!evidence.error) return null;
  const silent = isSilent(last, evidence);
  if (silent && gaveTheLast(context, last)) return fellSilent(evidence, context, last);
  if (last.status === 404 || (isUsualMetadataHost(last.host) && (silent ? !evidence.timedOut : isAnothers(last))))
    return noDefaults(evidence, context);
  const service = 'Google’s metadata server';
  return (
    judgeTransport(evidence, { service, addressVariable: 'GCE_METADATA_HOST', doc: context.doc, deadlineMs }) ??
    unexpected(evidence, context, last)
  );
}

/** No connection, or nothing on it. One that broke was taken by somebody. */
function isSilent(exchange: Exchange, { timedOut }: Evidence<unknown>): boolean {
  if (exchange.status !== null) return false;
  return timedOut || exchange.trouble?.phase === 'tcp' || isCutOff(exchange);
}

/** Another cloud's server at the same address knows nothing of such questions; Google's own names itself in its answers. */
function isAnothers({ status, headers }: Exchange): boolean {
  return status !== null && status >= 400 && status < 500 && status !== 429 && !/metadata server/i.test(headers['server'] ?? '');
}

/** The facts of the check's last success tell whom it met. */
function gaveTheLast({ lastSuccess }: Context, { host }: Exchange): boolean {
  return `first byte of ${host}` in (lastSuccess?.facts ?? {});
}

function fellSilent(evidence: Evidence<unknown>, context: Context, { host }: Exchange): Finding {
  return untold(evidence, {
    status: 'unknown',
    failureClass: 'runner',
    summary: `The metadata server of this machine (${host}) does not answer; the token of the last success came from it.`,
    hint: {
      id: 'METADATA_SILENT',
      title: 'The worker’s machine has lost its metadata server',
      steps: [
        `On the machine of the worker run: curl -H 'Metadata-Flavor: Google' http://${host}/computeMetadata/v1/`,
        'Look at what keeps it away: a firewall, a network policy, a proxy; on Kubernetes the node’s metadata server.',
        'If the worker has left Google Cloud, set GOOGLE_APPLICATION_CREDENTIALS and restart it.',
      ],
      doc: context.doc,
    },
  });
}

function noDefaults(evidence: Evidence<unknown>, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'config',
    rung: 'auth',
    detail: 'no credentials',
    summary: 'This machine has no default credentials for Google.',
    hint: {
      id: 'ADC',
      title: 'Give the worker an account',
      steps: [
        'Set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        'Or run the worker on Google Cloud with an account attached.',
        'Restart the worker.',
      ],
      doc: context.doc,
    },
  });
}

function unexpected(evidence: Evidence<unknown>, context: Context, { status, host }: Exchange): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'http',
    detail: `HTTP ${status}`,
    summary: `The metadata server (${host}) answered HTTP ${status}, and gave no token.`,
    hint: {
      id: 'METADATA_ADDRESS',
      title: 'The metadata server gives no token',
      steps: [
        'Look at GCE_METADATA_HOST: unset, it is Google’s own address.',
        'Look at the account that is attached to the machine, and on Kubernetes at its Workload Identity.',
        'Read what came back: it stands in the probe’s metadata.',
      ],
      doc: context.doc,
    },
  });
}
