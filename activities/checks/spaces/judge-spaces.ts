import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding, RungName } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';

type Context = JudgeContext<'spaces'>;

interface Refusal {
  failureClass: PatientClass;
  rung: RungName;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

/** What every Spaces check has in common: S3's error codes (the SDK's error name; a Ceph service sends an empty message), then the
 * transport. `operation` says what was refused, for people. Null where all was done as asked. */
export function judgeSpaces(evidence: Evidence<unknown>, context: Context, deadlineMs: number, operation: string): Finding | null {
  const last = evidence.exchanges.at(-1);
  const code = last?.trouble ? null : (codeOf(last?.bodyText ?? null) ?? evidence.error?.name ?? null);
  if (code === 'RequestTimeTooSkewed') {
    return untold(evidence, {
      status: 'unknown',
      failureClass: 'clock',
      summary: 'This machine’s clock is off by more than 15 minutes, and the service refuses for it.',
      hint: {
        id: 'CLOCK',
        title: 'Set the clock',
        steps: ['Switch on time synchronisation (NTP) on the worker’s machine.', 'Then run the check again.'],
        doc: context.doc,
      },
    });
  }
  // A 500 says so by its status. S3 may also hide it in the body of a 200, which it began to send while it still worked.
  const isPlain = code === 'InternalError' && (last?.status ?? 0) >= 500;
  const refusal = code === null || evidence.answer || isPlain ? null : refusalOf(code, context, operation, regionOf(last));
  if (refusal) return ill(evidence, { ...refusal, status: 'fail', detail: code ?? '', hint: { ...refusal.hint, doc: context.doc } });
  const transport = judgeTransport(evidence, { service: 'Spaces', addressVariable: 'SPACES_ENDPOINT', doc: context.doc, deadlineMs });
  const refused = !evidence.answer && (last?.status ?? 0) >= 400;
  return transport ?? (refused ? unforeseen(evidence, context, code, operation) : null);
}

/** A refusal for a reason that we have no words for: the service's own are shown. */
function unforeseen(evidence: Evidence<unknown>, context: Context, code: string | null, operation: string): Finding {
  const { status, requestId } = evidence.exchanges.at(-1)!;
  const forbidden = status === 403;
  const said = `HTTP ${status}${code && /^[A-Z][A-Za-z]+$/.test(code) && code !== 'Unknown' ? ` ${code}` : ''}`;
  return ill(evidence, {
    status: 'fail',
    failureClass: forbidden ? 'permission' : 'wrong_result',
    rung: forbidden ? 'permission' : 'function',
    detail: said,
    summary: `Spaces refuses to ${operation}: ${said}.`,
    hint: {
      id: 'S3_REFUSED',
      title: 'The service refuses, and has its own reason',
      steps: [
        'Read what came back: it stands in the probe’s metadata.',
        `Look at SPACES_ENDPOINT and at the policy of ${context.settings.bucket}: what could forbid to ${operation}?`,
        `Ask the provider’s support what ${said} means${requestId ? `, and name the request ${requestId}` : ''}.`,
      ],
      doc: context.doc,
    },
  });
}

function refusalOf(code: string, { settings }: Context, operation: string, region: string | null): Refusal | null {
  const key = `the key …${settings.accessKeyId.slice(-4)}`;
  const table: Record<string, Refusal> = {
    InvalidAccessKeyId: {
      failureClass: 'auth',
      rung: 'auth',
      summary: `Spaces does not know ${key}.`,
      hint: {
        id: 'S3_KEY',
        title: 'The access key is gone',
        steps: [
          'In DigitalOcean, open API → Spaces Keys: was the key deleted?',
          'Make a new one and put both parts into SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY.',
          'Restart the worker.',
        ],
      },
    },
    SignatureDoesNotMatch: {
      failureClass: 'auth',
      rung: 'auth',
      summary: `Spaces knows ${key}, but the signature does not fit: the secret is another one’s.`,
      hint: {
        id: 'S3_SIG',
        title: 'Key and secret do not belong together',
        steps: [
          'Put the secret that was shown when the key was made into SPACES_SECRET_ACCESS_KEY; it is not shown twice.',
          'If it is lost, make a new key. Restart the worker.',
          'If the secret is right, a proxy rewrites headers or path on the way.',
        ],
      },
    },
    NoSuchBucket: {
      failureClass: 'not_found',
      rung: 'function',
      summary: `There is no bucket ${settings.bucket} at ${settings.endpoint}.`,
      hint: {
        id: 'S3_404',
        title: 'The bucket is missing',
        steps: [
          `Look at SPACES_BUCKET: is ${settings.bucket} spelled right?`,
          'Look at SPACES_ENDPOINT: each region has its own address, and a bucket lives in one region.',
        ],
      },
    },
    AccessDenied: {
      failureClass: 'permission',
      rung: 'permission',
      summary: `Spaces knows ${key} but does not let it ${operation}.`,
      hint: {
        id: 'S3_PERM',
        title: 'The key lacks a permission',
        steps: [
          `In DigitalOcean, open API → Spaces Keys: may this key ${operation} in ${settings.bucket}?`,
          'Give it "Read/Write/Delete" on the bucket, or make a key that has it. Restart the worker.',
        ],
      },
    },
    UserSuspended: {
      failureClass: 'permission',
      rung: 'permission',
      summary: `Spaces knows ${key}, but the account behind it is suspended.`,
      hint: {
        id: 'S3_SUSPENDED',
        title: 'The account is suspended',
        steps: [
          'Sign in to DigitalOcean as an owner of the team: does it say why? Look at Billing first: an unpaid bill is one reason.',
          'Settle it there, or write to the provider’s support; no other key of this account helps.',
          'Then run the check again: the key stays the same.',
        ],
      },
    },
    PermanentRedirect: {
      failureClass: 'region',
      rung: 'function',
      summary: `The bucket ${settings.bucket} is not at ${settings.endpoint}: it lives ${region ? `in ${region}` : 'in another region'} (${code}).`,
      hint: {
        id: 'REGION',
        title: 'The bucket lives in another region',
        steps: [
          region
            ? `Put the address of the region ${region} into SPACES_ENDPOINT, and ${region} into SPACES_REGION where the provider wants it there.`
            : 'Look in the provider’s panel in which region the bucket is, and put that region’s address into SPACES_ENDPOINT.',
          'Restart the worker.',
        ],
      },
    },
    QuotaExceeded: {
      failureClass: 'quota',
      rung: 'function',
      summary: `Spaces takes nothing more: the storage quota is used up (${code}).`,
      hint: {
        id: 'S3_QUOTA',
        title: 'The storage is full',
        steps: [
          `Delete what ${settings.bucket} does not need any more: old versions, and unfinished uploads (spaces.multipart counts them).`,
          'Or ask the provider for a larger quota.',
        ],
      },
    },
    SlowDown: {
      failureClass: 'rate_limit',
      rung: 'function',
      summary: 'Spaces asks us to slow down (SlowDown).',
      hint: {
        id: 'SLOW_DOWN',
        title: 'Too many requests',
        steps: [
          'Wait a minute, then run the check again.',
          'Find out which part of your product asks so much: the limits are per bucket and per address.',
        ],
      },
    },
    InternalError: {
      failureClass: 'server_error',
      rung: 'http',
      summary: 'Spaces began to answer, and then met an error of its own (InternalError).',
      hint: {
        id: 'SERVER_ERROR',
        title: 'Spaces is in trouble',
        steps: [
          'Look at Spaces’s status page.',
          'Run the check again in a few minutes.',
          'Let your product read the body of a 200 too where it completes uploads: S3 may put an error into it.',
        ],
      },
    },
    MissingContentLength: {
      failureClass: 'api_version',
      rung: 'function',
      summary: `The service refuses the way the SDK sends bodies (${code}).`,
      hint: {
        id: 'S3_CHECKSUM',
        title: 'Bodies do not arrive as they are sent',
        steps: [
          `Look at what stands between the worker and ${settings.endpoint}: a proxy that sends bodies on in chunks takes their length away, one that rewrites them makes their checksum wrong.`,
          'In your product’s S3 client set requestChecksumCalculation and responseChecksumValidation to WHEN_REQUIRED, as the doctor’s own has them: newer checksums meet the same refusal.',
        ],
      },
    },
  };
  const alias: Record<string, string> = {
    Forbidden: 'AccessDenied',
    NotFound: 'NoSuchBucket',
    XAmzContentSHA256Mismatch: 'MissingContentLength',
    AuthorizationHeaderMalformed: 'PermanentRedirect',
    TemporaryRedirect: 'PermanentRedirect',
  };
  return table[alias[code] ?? code] ?? null;
}

/** Where the service says that the bucket is, in a header or in the error document. */
function regionOf(last: Exchange | undefined): string | null {
  return last?.headers['x-amz-bucket-region'] ?? /<Region>([a-z0-9-]+)<\/Region>/.exec(last?.bodyText ?? '')?.[1] ?? null;
}

/** `<Code>` of an S3 error document. */
export function codeOf(body: string | null): string | null {
  return /<Code>([A-Za-z]+)<\/Code>/.exec(body ?? '')?.[1] ?? null;
}
