import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { judgeSpaces } from './judge-spaces.ts';

export interface Multipart {
  key: string;
  /** Whether each beginning was answered with the id of an upload. */
  begun: boolean;
  sent: string;
  got: string | null;
  size: number | null;
  up_ms: number | null;
  down_ms: number | null;
  /** The bucket's unfinished uploads; `count` null where the key may not list them, all of it null before it came to that. */
  left: { count: number | null; aborted_is_listed: boolean; stale: number; oldest: string | null; swept: number } | null;
}

type Seen = Evidence<Multipart>;
type Context = JudgeContext<'spaces'>;

/** What is wrong with uploads in parts; null where all is as it should be. */
export function judgeMultipart(evidence: Seen, context: Context, deadlineMs: number): Finding | null {
  const facts = evidence.answer;
  const isWhole = facts?.begun === true && facts.got === facts.sent;
  const trouble = judgeSpaces(isWhole ? evidence : { ...evidence, answer: null }, context, deadlineMs, operationOf(evidence));
  if (trouble) return trouble;
  if (!facts?.begun) return notBegun(evidence, context);
  if (!isWhole) return otherBytes(evidence, facts, context);
  if (facts.left?.aborted_is_listed) return notAborted(evidence, context);
  return facts.left && facts.left.stale > 0 ? leftOver(evidence, facts.left, context) : null;
}

function operationOf({ exchanges }: Seen): string {
  const { method, url } = exchanges.at(-1) ?? { method: 'POST', url: '' };
  if (method === 'DELETE') return 'abort uploads';
  if (method === 'GET') return /[?&]uploads/.test(url) ? 'list unfinished uploads' : 'read';
  return 'write';
}

function notBegun(evidence: Seen, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: 'no upload',
    metadata: { facts: evidence.answer },
    summary: 'The service answered, but did not begin an upload in parts.',
    hint: {
      id: 'UNREADABLE',
      title: 'The answer is not what S3 promises',
      steps: [
        'Look at SPACES_ENDPOINT: does it name the S3 service, and does that service offer multipart uploads?',
        'Read what came back: it stands in the probe’s metadata.',
      ],
      doc: context.doc,
    },
  });
}

function otherBytes(evidence: Seen, facts: Multipart, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'data_mismatch',
    rung: 'function',
    detail: 'bytes differ',
    metadata: { facts },
    summary: `All parts were accepted, but what came back (${facts.size} bytes) is not what went up.`,
    hint: {
      id: 'S3_PARTS',
      title: 'Parts were not put together as they were sent',
      steps: [
        'Is spaces.upload well? Then it is the parts: let your product upload in one piece where it can (up to 5 GB) until this is mended.',
        'Look at proxies on the way that cut or rewrite large bodies.',
        'Write to the provider’s support with the request id.',
      ],
      doc: context.doc,
    },
  });
}

function notAborted(evidence: Seen, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: 'still listed',
    metadata: { facts: evidence.answer },
    summary: 'An upload was aborted, but is still among the unfinished ones: its parts go on costing.',
    hint: {
      id: 'S3_NOT_ABORTED',
      title: 'Aborting an upload does nothing',
      steps: [
        `Let a lifecycle rule of ${context.settings.bucket} abort incomplete multipart uploads after one day.`,
        'Write to the provider’s support with the request id.',
      ],
      doc: context.doc,
    },
  });
}

function leftOver(evidence: Seen, { stale, oldest, swept }: NonNullable<Multipart['left']>, context: Context): Finding {
  const others = stale - swept;
  return ill(evidence, {
    status: 'warn',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: `${stale} unfinished`,
    metadata: { facts: evidence.answer },
    summary: `Uploads in parts work, but ${stale} unfinished ${stale === 1 ? 'one is' : 'ones are'} older than a day, the oldest of ${oldest?.slice(0, 16)}Z: no list of files shows them, the bill does.`,
    hint: {
      id: 'S3_UNFINISHED',
      title: 'Unfinished uploads pile up',
      steps: [
        `Let a lifecycle rule of ${context.settings.bucket} abort incomplete multipart uploads after one day (AbortIncompleteMultipartUpload).`,
        ...(others > 0
          ? [
              `${others} ${others === 1 ? 'is' : 'are'} not of probes: look which part of your product uploads and does not abort where it fails.`,
            ]
          : []),
        ...(swept > 0
          ? [`${swept} ${swept === 1 ? 'was' : 'were'} left by earlier probes, and ${swept === 1 ? 'is' : 'are'} aborted now.`]
          : []),
      ],
      doc: context.doc,
    },
  });
}
