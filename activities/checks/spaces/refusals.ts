import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Exchange } from '#activities/evidence.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';
import { elementOf } from './s3-document.ts';

type Context = JudgeContext<'spaces'>;

interface Refusal {
  failureClass: PatientClass;
  rung: RungName;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

/** What a refusal means by its code (S3's list of error codes, and Ceph's); `said` is the answer it came in. Null: none that is known. */
export function refusalOf(code: string, { settings }: Context, operation: string, said: Exchange | undefined): Refusal | null {
  const region = regionOf(said);
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
    AuthorizationHeaderMalformed: {
      failureClass: 'region',
      rung: 'function',
      summary: `${settings.endpoint} wants signatures for ${region ? `the region ${region}` : 'another region'}; SPACES_REGION is ${settings.region} (${code}).`,
      hint: {
        id: 'REGION',
        title: 'Signatures are made for another region',
        steps: [
          region
            ? `Set SPACES_REGION=${region}; restart the worker. Give your product’s S3 client the same region.`
            : 'Look in the provider’s pages what its region is called, set SPACES_REGION to that, and restart the worker.',
          `Look at SPACES_ENDPOINT too: does ${settings.endpoint} belong to the region that ${settings.bucket} lives in?`,
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
          `Delete what ${settings.bucket} does not need any more: files, old versions, unfinished uploads.`,
          `No list of files shows the unfinished ones: aws s3api list-multipart-uploads --bucket ${settings.bucket} --endpoint-url ${settings.endpoint} does.`,
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
    TemporaryRedirect: 'PermanentRedirect',
  };
  return table[namesChecksum(code, said) ? 'MissingContentLength' : (alias[code] ?? code)] ?? null;
}

/** A header that is not understood has one code with all others: which it is the document says in an element of its own, or in words. */
function namesChecksum(code: string, said: Exchange | undefined): boolean {
  if (code !== 'NotImplemented' && code !== 'InvalidArgument') return false;
  const text = said?.bodyText ?? null;
  const { words } = ONLY_TEXT_TELLS['spaces.checksum_header'];
  return ['Header', 'ArgumentName', 'Message'].some((name) => words.test(elementOf(text, name) ?? ''));
}

/** Where the service says that the bucket is, in a header or in the error document. */
function regionOf(said: Exchange | undefined): string | null {
  const region = said?.headers['x-amz-bucket-region'] ?? elementOf(said?.bodyText ?? null, 'Region');
  return region && /^[a-z0-9-]+$/i.test(region) ? region : null;
}
