import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding, RungName } from '#workflows/core/finding.ts';
import { asLetIn } from './as-let-in.ts';
import { judgeSpaces } from './judge-spaces.ts';

/** How a stranger's request was answered. */
export interface Met {
  status: number;
  /** Whether the bytes are those of the file. */
  same: boolean;
  type: string | null;
  cache_control: string | null;
  age: string | null;
}

export interface Public {
  private_key: string;
  /** The private file, at the bucket's own address. */
  closed: Met | null;
  public_key: string | null;
  /** The public file at the public address; null where none is configured, or before it came to that. */
  open: Met | null;
  /** The private file at the public address. */
  closed_there: Met | null;
}

type Seen = Evidence<Public>;
type Context = JudgeContext<'spaces'>;

/** What the files are put with, and must come back with. */
export const SENT = { ContentType: 'text/plain', CacheControl: 'public, max-age=60' } as const;

/** Who can read what they should not, or cannot read what they should; null where all is as configured. */
export function judgePublic(evidence: Seen, context: Context, deadlineMs: number): Finding | null {
  const facts = evidence.answer;
  const last = evidence.exchanges.at(-1);
  const { publicUrl } = context.settings;
  const unanswered = { ...evidence, answer: null };
  const isThere = publicUrl !== null && (last?.url.startsWith(`${publicUrl}/`) ?? false);
  const below = judgeTransport(unanswered, {
    service: isThere ? 'The public address' : 'Spaces',
    addressVariable: isThere ? 'SPACES_PUBLIC_URL' : 'SPACES_ENDPOINT',
    doc: context.doc,
    deadlineMs,
  });
  if (!facts) return (isThere ? below : null) ?? judgeSpaces(evidence, context, deadlineMs, operationOf(evidence));
  for (const met of [facts.closed, facts.closed_there]) if (met?.same) return exposed(evidence, facts, context);
  if (below) return below;
  const closed = facts.closed_there ?? facts.closed;
  if (closed && closed.status < 400 && (facts.open === null || facts.open.same)) return unclear(evidence, closed, context);
  if (facts.open && !facts.open.same) return notOpen(evidence, facts.open, context);
  return facts.open ? differs(evidence, facts.open, context) : null;
}

function operationOf({ exchanges }: Seen): string {
  return exchanges.length > 1 ? 'make a file public' : 'write';
}

function exposed(evidence: Seen, facts: Public, context: Context): Finding {
  const where = facts.closed?.same ? 'at the bucket’s own address' : `at ${context.settings.publicUrl}`;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'permission',
    detail: 'open to everybody',
    metadata: { facts },
    summary: `A private file can be read by everybody, without a key, ${where}.`,
    hint: {
      id: 'S3_ACL',
      title: 'Private files are open',
      steps: [
        `Look at the policy of ${context.settings.bucket}: a statement with Principal * and s3:GetObject opens every file it names. Narrow it to the folder that is meant to be public.`,
        facts.closed?.same
          ? 'If the provider has a switch that makes the whole bucket public, switch it off.'
          : 'Look at the CDN or proxy behind SPACES_PUBLIC_URL: it must ask for files without a key of its own.',
        'Look in the access logs who read what; whatever was secret in there is not any more.',
      ],
      doc: context.doc,
    },
  });
}

function notOpen(evidence: Seen, { status }: Met, context: Context): Finding {
  const { publicUrl, bucket } = context.settings;
  const table: Record<number, { failureClass: PatientClass; rung: RungName; step: string }> = {
    200: {
      failureClass: 'data_mismatch',
      rung: 'function',
      step: `Look what stands behind ${publicUrl}: it gives other bytes than those that lie in ${bucket}. A cache, a page for all paths, an optimiser of files?`,
    },
    403: {
      failureClass: 'permission',
      rung: 'permission',
      step: `Does ${publicUrl} belong to ${bucket}? If so: does a policy of the bucket forbid what the ACL public-read allows?`,
    },
    404: {
      failureClass: 'not_found',
      rung: 'function',
      step: `Look at SPACES_PUBLIC_URL: does ${publicUrl} lead to ${bucket}, and not to another bucket or folder?`,
    },
  };
  const { failureClass, rung, step } = table[status] ?? {
    failureClass: 'wrong_result',
    rung: 'function',
    step: `Look at SPACES_PUBLIC_URL: ${publicUrl} answers with HTTP ${status}${status < 400 ? ', a redirect: name the address that it leads to' : ''}.`,
  };
  const same = status === 200;
  return ill(evidence, {
    status: 'fail',
    failureClass,
    rung,
    detail: same ? 'bytes differ' : `HTTP ${status}`,
    metadata: { facts: evidence.answer },
    summary: same
      ? `At ${publicUrl} a public file comes back with other bytes than went up.`
      : `A public file cannot be read at ${publicUrl} (HTTP ${status}).`,
    hint: {
      id: 'S3_PUBLIC',
      title: 'The public address does not give public files',
      steps: [step, 'In DigitalOcean open the Space → Settings: is the CDN switched on, and which address does it have?'],
      doc: context.doc,
    },
  });
}

function unclear(evidence: Seen, { status }: Met, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: `HTTP ${status}`,
    metadata: { facts: evidence.answer },
    summary: `A stranger who asks for a private file is answered with HTTP ${status} instead of 403, though not with the file.`,
    hint: {
      id: 'S3_ACL_UNCLEAR',
      title: 'Somebody else answers strangers',
      steps: [
        'Read what came back: it stands in the probe’s metadata.',
        'Look at SPACES_ENDPOINT and SPACES_PUBLIC_URL: is there a page for all paths, a redirect or a sign-in before the files?',
      ],
      doc: context.doc,
    },
  });
}

/** Null where the file comes with the headers it was put with. */
function differs(evidence: Seen, { type, cache_control }: Met, context: Context): Finding | null {
  const gaps = [
    ...(type?.split(';')[0]?.trim() === SENT.ContentType ? [] : [`the type ${type ?? 'none'} instead of ${SENT.ContentType}`]),
    ...(directives(cache_control) === directives(SENT.CacheControl)
      ? []
      : [`Cache-Control ${cache_control ?? 'none'} instead of ${SENT.CacheControl}`]),
  ];
  if (gaps.length === 0) return null;
  const finding = ill(evidence, {
    status: 'warn',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: 'headers differ',
    metadata: { facts: evidence.answer },
    summary: `A public file is open at ${context.settings.publicUrl}, but comes with ${gaps.join(' and ')}.`,
    hint: {
      id: 'S3_CDN',
      title: 'The public address changes the headers of files',
      steps: [
        'Look at the settings of the CDN or proxy behind SPACES_PUBLIC_URL: does it put a lifetime or a type of its own in the place of the file’s?',
        'If that is meant, live with the warning: browsers keep files as long as the CDN says, not as long as your product says.',
      ],
      doc: context.doc,
    },
  });
  return asLetIn(finding, evidence);
}

const directives = (header: string | null): string =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .sort()
    .join();
