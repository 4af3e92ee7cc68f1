import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { aheadOf, clockRefused, MOST_SKEW_S } from './clock-refused.ts';
import { judgeSpaces } from './judge-spaces.ts';

export interface Bucket {
  /** Whether HEAD was answered well. */
  head: boolean;
  /** Where the service says that the bucket is. */
  region: string | null;
  name: string | null;
  key_count: number | null;
}

type Seen = Evidence<Bucket>;
type Context = JudgeContext<'spaces'>;

/** What is wrong with the bucket, though it may be listed: the gravest first. Null where all is as it should be. */
export function judgeBucket(evidence: Seen, context: Context, deadlineMs: number): Finding | null {
  const trouble = judgeSpaces(evidence, context, deadlineMs, 'list');
  if (trouble) return trouble;
  const bucket = evidence.answer;
  if (bucket?.name !== context.settings.bucket) return noList(evidence, context);
  if (!bucket.head) return hiddenTrouble(evidence, context, deadlineMs);
  return bucket.region && !isExpected(bucket.region, context.settings) ? elsewhere(evidence, bucket.region, context) : null;
}

function noList(evidence: Seen, { doc }: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: 'no list',
    summary: 'The service answered, but not with a list of this bucket.',
    hint: {
      id: 'UNREADABLE',
      title: 'The answer is not what S3 promises',
      steps: [
        'Look at SPACES_ENDPOINT: does it name the S3 service, without the bucket?',
        'Read what came back: it stands in the probe’s metadata.',
      ],
      doc,
    },
  });
}

/** HEAD went wrong and the list after it did not: whoever asks with HEAD first, as many SDKs do, is turned away. */
function hiddenTrouble(evidence: Seen, context: Context, deadlineMs: number): Finding {
  const { settings, doc } = context;
  const head = evidence.exchanges[0]!;
  // The SDK sets its clock by the first answer and signs the next request right: the list hides that the machine’s is off.
  if (head.status === 403 && Math.abs(aheadOf(head, evidence)) > MOST_SKEW_S - 60) return clockRefused(evidence, context);
  const alone = { ...evidence, answer: null, error: null, timedOut: false, exchanges: [head] };
  const trouble = judgeSpaces(alone, context, deadlineMs, 'ask for the bucket');
  const what = head.trouble?.code ?? `HTTP ${head.status}`;
  const finding = ill(evidence, {
    status: 'warn',
    failureClass: (trouble?.failure_class ?? 'wrong_result') as PatientClass,
    rung: trouble?.rungs.find(({ status }) => status === 'fail')?.name ?? 'function',
    detail: `HEAD: ${what}`,
    metadata: { bucket: evidence.answer },
    summary: `Bucket ${settings.bucket} can be listed, but HEAD, asked a moment before, was answered with ${what}.`,
    hint: {
      id: 'S3_HEAD',
      title: 'The bucket answers to a list, but not to HEAD',
      steps: [
        'Look at the bars: a single warning passes.',
        `If it stays, look whether a proxy or gateway before ${settings.endpoint} refuses HEAD: parts of your product that look for the bucket first would stop there.`,
        `Else look at the provider’s status page${head.requestId ? `, and write to its support; name the request ${head.requestId}` : ''}.`,
      ],
      doc,
    },
  });
  return { ...finding, http_status: head.status, request_id: head.requestId };
}

/** Signatures may be made for `us-east-1` everywhere: it says where the bucket is only where the address says nothing. */
function isExpected(region: string, { region: signed, endpoint }: SpacesSettings): boolean {
  const labels = new URL(endpoint).hostname.split('.');
  return region === signed || labels.includes(region) || (signed === 'us-east-1' && !isOfAProvider(labels));
}

/** Addresses that name the region: elsewhere a bucket may call its region as it likes. */
function isOfAProvider(labels: readonly string[]): boolean {
  return ['digitaloceanspaces.com', 'amazonaws.com'].includes(labels.slice(-2).join('.'));
}

function elsewhere(evidence: Seen, region: string, { settings, doc }: Context): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'region',
    rung: 'function',
    detail: region,
    metadata: { bucket: evidence.answer },
    summary: `Bucket ${settings.bucket} can be listed, but says that it lives in ${region}; neither ${settings.endpoint} nor SPACES_REGION (${settings.region}) does.`,
    hint: {
      id: 'REGION',
      title: 'The bucket lives in another region',
      steps: [
        `Look in the provider’s panel where ${settings.bucket} is meant to be. If in ${region}: put that region’s address into SPACES_ENDPOINT, and set SPACES_REGION=${region}; restart the worker.`,
        'Give your product the same: what is passed on between regions takes longer, and may stop.',
        'If it is meant to be elsewhere, make a bucket there, and move the files.',
      ],
      doc,
    },
  });
}
