import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { judgeSpaces } from './judge-spaces.ts';

export interface Uploaded {
  key: string;
  /** SHA-256 of what went up, and of what came back. */
  sent: string;
  got: string;
  size: number;
  /** MD5 of what went up, and the tag that the service gave it, without quotes. */
  md5: string;
  etag: string | null;
  /** Whether the service says that it encrypts: then a tag may be anything. */
  encrypted: boolean;
  up_ms: number;
  down_ms: number;
}

type Seen = Evidence<Uploaded>;
type Context = JudgeContext<'spaces'>;

export const SIZE = 64 * 1024;

/** What is wrong with a file that went up and came back; null where it is the same and has the tag it should have. */
export function judgeUpload(evidence: Seen, context: Context, deadlineMs: number): Finding | null {
  const facts = evidence.answer;
  const writing = evidence.exchanges.at(-1)?.method === 'PUT';
  if (facts && facts.got === facts.sent) return facts.encrypted || facts.etag === facts.md5 ? null : otherTag(evidence, facts, context);
  return judgeSpaces(evidence, context, deadlineMs, writing ? 'write' : 'read') ?? otherBytes(evidence, context);
}

function otherBytes(evidence: Seen, { doc }: Context): Finding {
  const facts = evidence.answer;
  const what = facts
    ? `${facts.size} bytes came back instead of the ${SIZE} that went up, or others than those`
    : 'the file did not come back';
  return ill(evidence, {
    status: 'fail',
    failureClass: 'data_mismatch',
    rung: 'function',
    detail: 'bytes differ',
    metadata: { facts },
    summary: `The upload was accepted, but ${what}.`,
    hint: {
      id: 'S3_BYTES',
      title: 'What comes back is not what went up',
      steps: [
        `Look at SPACES_ENDPOINT: does it name the S3 service itself, not a CDN or a proxy?`,
        'Look at proxies on the way that rewrite or cut bodies.',
        'Write to the provider’s support with the request id; until then don’t trust new uploads.',
      ],
      doc,
    },
  });
}

function otherTag(evidence: Seen, facts: Uploaded, { settings, doc }: Context): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: facts.etag ? 'the ETag is not the MD5' : 'no ETag',
    metadata: { facts },
    summary: `64 KiB went up and came back byte for byte, but ${facts.etag ? `the service tagged them ${facts.etag} instead of their MD5` : 'the service gave them no ETag'}.`,
    hint: {
      id: 'S3_ETAG',
      title: 'The tag of a file is not its checksum',
      steps: [
        `Look at ${settings.endpoint}: does a gateway or proxy stand there that packs, encrypts or splits files, or leaves headers out?`,
        'Until that is clear, let nothing in your product compare an ETag with an MD5: tools that sync files by it upload all of them again and again.',
        'If the bucket encrypts with keys of your own, live with the warning, or let the service say so in x-amz-server-side-encryption.',
      ],
      doc,
    },
  });
}
