import { fail, untold, warn } from '#scripts/sandbox/fault-rows.ts';
import type { Fault } from '#scripts/sandbox/provider.ts';

const CEPH = 'Ceph RGW, the software family behind Spaces (L1)';

/** The ways in which the pretend Spaces can be ill. */
export const SPACES_FAULTS: readonly Fault[] = [
  {
    id: 'spaces.key_unknown',
    does: 'Everything is answered 403 InvalidAccessKeyId.',
    source: CEPH,
    expect: [fail('spaces.bucket', 'auth', 'auth', 'S3_KEY')],
  },
  {
    id: 'spaces.secret_wrong',
    does: 'Everything is answered 403 SignatureDoesNotMatch.',
    source: CEPH,
    expect: [fail('spaces.bucket', 'auth', 'auth', 'S3_SIG')],
  },
  {
    id: 'spaces.account_suspended',
    does: 'Everything is answered 403 UserSuspended.',
    source: CEPH,
    expect: [fail('spaces.bucket', 'permission', 'permission', 'S3_SUSPENDED')],
  },
  {
    id: 'spaces.bucket_missing',
    does: 'The bucket is answered 404 NoSuchBucket.',
    source: CEPH,
    expect: [fail('spaces.bucket', 'not_found', 'function', 'S3_404')],
  },
  {
    id: 'spaces.bucket_elsewhere',
    does: 'The bucket is answered 301 PermanentRedirect, which does not say where it is.',
    source: CEPH,
    expect: [fail('spaces.bucket', 'region', 'function', 'REGION')],
  },
  {
    id: 'spaces.region_wrong',
    does: 'Signatures for another region than fra1 are answered 400 AuthorizationHeaderMalformed, with that region.',
    source: 's3fs-fuse issue 1186, OpenStack Swift’s S3 (L1); a real S3 server does the same (L3)',
    expect: [fail('spaces.bucket', 'region', 'function', 'REGION')],
  },
  {
    id: 'spaces.other_region',
    does: 'HEAD of the bucket names another region than SPACES_REGION; all else is well.',
    source: 'the SDK’s model of S3, HeadBucket’s BucketRegion (L2); that it differs is made up',
    expect: [warn('spaces.bucket', 'region', 'function', 'REGION')],
  },
  {
    id: 'spaces.head_broken',
    does: 'HEAD of the bucket is answered 503; all else is well.',
    source: 'made up: what a gateway in between does (L0)',
    expect: [warn('spaces.bucket', 'server_error', 'http', 'S3_HEAD')],
  },
  {
    id: 'spaces.storage_full',
    does: 'Uploading is answered 403 QuotaExceeded.',
    source: CEPH,
    expect: [fail('spaces.upload', 'quota', 'function', 'S3_QUOTA'), fail('spaces.multipart', 'quota', 'function', 'S3_QUOTA')],
  },
  {
    id: 'spaces.bodies_refused',
    does: 'Uploading is answered 411 MissingContentLength.',
    source: CEPH,
    expect: [
      fail('spaces.upload', 'api_version', 'function', 'S3_CHECKSUM'),
      fail('spaces.multipart', 'api_version', 'function', 'S3_CHECKSUM'),
    ],
  },
  {
    id: 'spaces.checksums_refused',
    does: 'Uploading is answered 501 NotImplemented with the header x-amz-trailer.',
    source: 'S3’s error NotImplemented, which names the header; cloudflare/cloudflare-docs issue 4508 (L1)',
    expect: [
      fail('spaces.upload', 'api_version', 'function', 'S3_CHECKSUM'),
      fail('spaces.multipart', 'api_version', 'function', 'S3_CHECKSUM'),
    ],
  },
  {
    id: 'spaces.etag_other',
    does: 'A file’s ETag is not its MD5, though nothing says that it is encrypted.',
    source: 'made up: what a gateway that packs or encrypts does (L0)',
    expect: [warn('spaces.upload', 'wrong_result', 'function', 'S3_ETAG')],
  },
  {
    id: 'spaces.list_denied',
    does: 'Listing, and HEAD of the bucket, are answered 403 AccessDenied.',
    source: 'Ceph RGW (L1); a real S3 server with a policy does the same (L3)',
    expect: [
      fail('spaces.bucket', 'permission', 'permission', 'S3_PERM'),
      fail('spaces.list', 'permission', 'permission', 'S3_PERM'),
      fail('spaces.delete', 'permission', 'permission', 'S3_PERM'),
    ],
  },
  {
    id: 'spaces.write_denied',
    does: 'Writing is answered 403 AccessDenied.',
    source: CEPH,
    expect: [
      fail('spaces.upload', 'permission', 'permission', 'S3_PERM'),
      fail('spaces.list', 'permission', 'permission', 'S3_PERM'),
      fail('spaces.delete', 'permission', 'permission', 'S3_PERM'),
    ],
  },
  {
    id: 'spaces.read_denied',
    does: 'Reading an object is answered 403 AccessDenied.',
    source: CEPH,
    expect: [
      fail('spaces.upload', 'permission', 'permission', 'S3_PERM'),
      fail('spaces.presigned_url', 'permission', 'permission', 'S3_PERM'),
      fail('spaces.public_url', 'permission', 'permission', 'S3_PUBLIC'),
    ],
  },
  {
    id: 'spaces.read_broken',
    does: 'Reading an object is answered 500 InternalError.',
    source: CEPH,
    expect: [fail('spaces.upload', 'server_error', 'http', 'SERVER_ERROR')],
  },
  {
    id: 'spaces.bytes_corrupted',
    does: 'One byte of each object comes back changed.',
    source: 'made up: what a bad proxy does (L0)',
    expect: [
      fail('spaces.upload', 'data_mismatch', 'function', 'S3_BYTES'),
      fail('spaces.presigned_url', 'data_mismatch', 'function', 'S3_BYTES'),
      fail('spaces.multipart', 'data_mismatch', 'function', 'S3_PARTS'),
    ],
  },
  {
    id: 'spaces.slow_down',
    does: 'Everything is answered 503 SlowDown.',
    source: CEPH,
    expect: [fail('spaces.bucket', 'rate_limit', 'function', 'SLOW_DOWN')],
  },
  {
    id: 'spaces.delete_denied',
    does: 'Deleting is answered 403 AccessDenied.',
    source: CEPH,
    expect: [
      fail('spaces.delete', 'permission', 'permission', 'S3_PERM'),
      warn('spaces.upload', 'permission', 'permission', 'S3_DELETE'),
      warn('spaces.list', 'permission', 'permission', 'S3_DELETE'),
    ],
  },
  {
    id: 'spaces.delete_broken',
    does: 'Deleting is answered 500 InternalError.',
    source: CEPH,
    expect: [
      fail('spaces.delete', 'server_error', 'http', 'SERVER_ERROR'),
      warn('spaces.upload', 'server_error', 'http', 'SERVER_ERROR'),
      warn('spaces.list', 'server_error', 'http', 'SERVER_ERROR'),
    ],
  },
  {
    id: 'spaces.delete_ignored',
    does: 'Deleting is answered 204, and nothing is deleted.',
    source: 'a cache in between, an object lock (L0)',
    expect: [fail('spaces.delete', 'wrong_result', 'function', 'S3_NOT_GONE')],
  },
  {
    id: 'spaces.left_over',
    does: 'A file and an unfinished upload of a probe of the day before yesterday lie in the bucket, and come again.',
    source: 'what a worker that is killed leaves (L3)',
    expect: [
      warn('spaces.delete', 'wrong_result', 'function', 'S3_LEFT_OVER'),
      warn('spaces.multipart', 'wrong_result', 'function', 'S3_UNFINISHED'),
    ],
  },
  {
    id: 'spaces.list_late',
    does: 'What was written is listed only three seconds later.',
    source: 'made up: what a cache in between does (L0)',
    expect: [warn('spaces.list', 'slow', 'function', 'S3_LIST_LATE')],
  },
  {
    id: 'spaces.signatures_ignored',
    does: 'Signed addresses open their file whatever was altered in them, and however old they are.',
    source: 'a cache that leaves the query out of its key (L0)',
    expect: [fail('spaces.presigned_url', 'wrong_result', 'auth', 'S3_PRESIGN_OPEN')],
  },
  {
    id: 'spaces.private_open',
    does: 'Private files are given to whoever asks, without a key.',
    source: 'what a bucket policy with Principal * does (L3: a real S3 server does the same)',
    expect: [fail('spaces.public_url', 'wrong_result', 'permission', 'S3_ACL')],
  },
  {
    id: 'spaces.cors_missing',
    does: 'The bucket has no CORS rule: they are answered 404 NoSuchCORSConfiguration, and a browser’s question 403.',
    source: CEPH,
    expect: [fail('spaces.cors', 'permission', 'permission', 'S3_CORS')],
  },
  {
    id: 'spaces.clock',
    does: 'Everything is answered 403 RequestTimeTooSkewed.',
    source: CEPH,
    expect: [untold('spaces.bucket', 'clock', 'CLOCK')],
  },
  {
    id: 'spaces.echoes_secret',
    does: '403 whose text repeats the secret, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [fail('spaces.bucket', 'auth', 'auth', 'S3_SIG')],
  },
];
