import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { judgeSpaces } from './judge-spaces.ts';

interface Facts {
  key: string;
  /** What HEAD said after the delete. */
  head: number;
  versioned: boolean;
  bucket: string | null;
  stale: number;
  swept: number;
  oldest: string | null;
}

const OPERATIONS: Record<string, string> = { PUT: 'write', DELETE: 'delete', HEAD: 'read', GET: 'list' };

/** Whether what was deleted is gone, and what earlier probes left. Null where all is as it should be. */
export function judgeDelete(evidence: Evidence<Facts>, context: JudgeContext<'spaces'>, deadlineMs: number): Finding | null {
  const operation = OPERATIONS[evidence.exchanges.at(-1)?.method ?? ''] ?? 'delete';
  const trouble = judgeSpaces(evidence, context, deadlineMs, operation);
  if (trouble) return trouble;
  const facts = evidence.answer;
  const metadata = { facts };
  if (facts?.bucket !== context.settings.bucket || facts.head !== 404) {
    const stays = facts?.bucket === context.settings.bucket;
    return ill(evidence, {
      status: 'fail',
      failureClass: 'wrong_result',
      rung: 'function',
      detail: stays ? 'still there' : 'no list',
      metadata,
      summary: stays
        ? `The delete was accepted, but ${facts.key} is still there (HEAD says ${facts.head}).`
        : 'The service answered, but not with a list of this bucket.',
      hint: {
        id: 'S3_NOT_GONE',
        title: 'A delete deletes nothing',
        steps: [
          'Look at SPACES_ENDPOINT: does it name the S3 service itself, not a cache that answers in its place?',
          `Look at the policy and the object lock of ${context.settings.bucket}: do they keep files that were deleted?`,
          'Tell whoever answers for your users’ data: what they deleted may still be there.',
        ],
        doc: context.doc,
      },
    });
  }
  if (facts.stale === 0) return null;
  const left = facts.stale - facts.swept;
  return ill(evidence, {
    status: 'warn',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: `${facts.stale} left over`,
    metadata,
    summary: `A deleted file is gone, but ${facts.stale} files of earlier probes were still there, the oldest of ${facts.oldest?.slice(0, 16)}Z: ${facts.swept} were deleted now.`,
    hint: {
      id: 'S3_LEFT_OVER',
      title: 'Earlier probes could not tidy up',
      steps: [
        `Look at the runs of ${facts.oldest?.slice(0, 16)}Z: was a worker stopped in the middle, or did a check say that it could not delete?`,
        left > 0
          ? `Nothing else is to be done now: the other ${left} go with the next probes.`
          : 'Nothing else is to be done now: they are gone.',
        'If it comes again, let a lifecycle rule expire greenlight/ after one day.',
      ],
      doc: context.doc,
    },
  });
}
