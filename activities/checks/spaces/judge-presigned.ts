import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { aheadOf } from './clock-refused.ts';
import { judgeSpaces } from './judge-spaces.ts';
import { elementOf } from './s3-document.ts';

/** The status that each address met; null where it was not asked. */
export interface Presigned {
  key: string;
  written: number;
  read: number | null;
  /** Whether the bytes that were read are those that were written. */
  same: boolean;
  altered: number | null;
  expired: number | null;
}

type Seen = Evidence<Presigned>;
type Context = JudgeContext<'spaces'>;

/** Less than the good address is valid for: beyond it a clock that is off explains why it is refused. */
const SKEW_S = 240;

/** What is wrong with signed addresses; null where all did as they should. The last exchange is the one that did not. */
export function judgePresigned(evidence: Seen, context: Context, deadlineMs: number): Finding | null {
  const facts = evidence.answer;
  if (facts?.expired === 403) return null;
  const opened = facts?.same === true;
  const operation = facts && facts.read === null ? 'write' : 'read';
  if (!opened) return notOpened({ ...evidence, answer: null }, context, deadlineMs, operation) ?? otherBytes(evidence, context);
  return judgeSpaces(evidence, context, deadlineMs, operation) ?? leftOpen(evidence, facts, context);
}

function notOpened(evidence: Seen, context: Context, deadlineMs: number, operation: string): Finding | null {
  const last = evidence.exchanges.at(-1);
  const code = elementOf(last?.bodyText ?? null, 'Code');
  const ahead_s = last ? aheadOf(last, evidence) : NaN;
  if (code === 'AccessDenied' && Math.abs(ahead_s) > SKEW_S) {
    return untold(evidence, {
      status: 'unknown',
      failureClass: 'clock',
      summary: `A fresh signed address is refused as one that has expired: this machine’s clock is ${Math.abs(ahead_s)} s ${ahead_s < 0 ? 'behind' : 'ahead'}.`,
      metadata: { ahead_s },
      hint: {
        id: 'CLOCK',
        title: 'Set the clock',
        steps: [
          'Switch on time synchronisation (NTP) on the worker’s machine, and on those that sign addresses.',
          'Then run the check again.',
        ],
        doc: context.doc,
      },
    });
  }
  if (code !== 'SignatureDoesNotMatch') return judgeSpaces(evidence, context, deadlineMs, operation);
  return ill(evidence, {
    status: 'fail',
    failureClass: 'auth',
    rung: 'auth',
    detail: code,
    summary: `Spaces takes the key …${context.settings.accessKeyId.slice(-4)}, but not the signature in a signed address (${code}).`,
    hint: {
      id: 'S3_PRESIGN',
      title: 'Signed addresses are changed on the way',
      steps: [
        'Is spaces.bucket well? Then key and secret are right, and something between rewrites the address: a proxy or CDN that reorders, adds or drops query parameters, or asks for another host.',
        `In your product sign for the host that browsers will ask: the one of SPACES_ENDPOINT (${context.settings.endpoint}), not a CDN’s.`,
        'Set requestChecksumCalculation to WHEN_REQUIRED there: else the SDK signs a checksum of an empty body into addresses for uploads.',
      ],
      doc: context.doc,
    },
  });
}

function otherBytes(evidence: Seen, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'data_mismatch',
    rung: 'function',
    detail: 'bytes differ',
    metadata: { facts: evidence.answer },
    summary: 'The signed addresses were taken, but other bytes came back than went up.',
    hint: {
      id: 'S3_BYTES',
      title: 'What comes back is not what went up',
      steps: [
        'Look at SPACES_ENDPOINT: does it name the S3 service itself, not a CDN or a proxy?',
        'Look at proxies on the way that rewrite or cut bodies.',
        'Write to the provider’s support with the request id.',
      ],
      doc: context.doc,
    },
  });
}

function leftOpen(evidence: Seen, facts: Presigned, context: Context): Finding {
  const which = facts.expired === null ? 'altered' : 'expired';
  const status = facts[which];
  const isOpen = status !== null && status < 300;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'auth',
    detail: `${which}: HTTP ${status}`,
    metadata: { facts },
    summary: isOpen
      ? `A signed address that ${which === 'altered' ? 'was altered' : 'has expired'} still opens the file (HTTP ${status}).`
      : `A signed address that ${which === 'altered' ? 'was altered' : 'has expired'} was answered with HTTP ${status} instead of 403.`,
    hint: {
      id: 'S3_PRESIGN_OPEN',
      title: isOpen ? 'Signatures are not looked at' : 'Not the service itself refuses',
      steps: isOpen
        ? [
            'Look for a cache or CDN that leaves the query out of its key: it hands out what it kept to anybody. Switch caching off for signed addresses.',
            `Look whether the files of ${context.settings.bucket} are public: then signatures protect nothing (spaces.public_url tells).`,
            'Until it is mended, hand out no signed addresses for what must stay private.',
          ]
        : ['Read what came back: it stands in the probe’s metadata.', 'Look at SPACES_ENDPOINT: does it name the S3 service itself?'],
      doc: context.doc,
    },
  });
}
