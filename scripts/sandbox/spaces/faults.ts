import type { Fault } from '#scripts/sandbox/provider.ts';

const CEPH = 'Ceph RGW, the software family behind Spaces (L1)';

/** The ways in which the pretend Spaces can be ill. */
export const SPACES_FAULTS: readonly Fault[] = [
  {
    id: 'spaces.key_unknown',
    does: 'Everything is answered 403 InvalidAccessKeyId.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'auth' }],
  },
  {
    id: 'spaces.secret_wrong',
    does: 'Everything is answered 403 SignatureDoesNotMatch.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'auth' }],
  },
  {
    id: 'spaces.bucket_missing',
    does: 'The bucket is answered 404 NoSuchBucket.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'not_found' }],
  },
  {
    id: 'spaces.write_denied',
    does: 'Writing is answered 403 AccessDenied.',
    source: CEPH,
    expect: [
      { check: 'spaces.upload', status: 'fail', failure_class: 'permission' },
      { check: 'spaces.list', status: 'fail', failure_class: 'permission' },
      { check: 'spaces.delete', status: 'fail', failure_class: 'permission' },
    ],
  },
  {
    id: 'spaces.read_denied',
    does: 'Reading an object is answered 403 AccessDenied.',
    source: CEPH,
    expect: [
      { check: 'spaces.upload', status: 'fail', failure_class: 'permission' },
      { check: 'spaces.presigned_url', status: 'fail', failure_class: 'permission' },
      { check: 'spaces.public_url', status: 'fail', failure_class: 'permission' },
    ],
  },
  {
    id: 'spaces.read_broken',
    does: 'Reading an object is answered 500 InternalError.',
    source: CEPH,
    expect: [{ check: 'spaces.upload', status: 'fail', failure_class: 'server_error' }],
  },
  {
    id: 'spaces.bytes_corrupted',
    does: 'One byte of each object comes back changed.',
    source: 'made up: what a bad proxy does (L0)',
    expect: [
      { check: 'spaces.upload', status: 'fail', failure_class: 'data_mismatch' },
      { check: 'spaces.presigned_url', status: 'fail', failure_class: 'data_mismatch' },
      { check: 'spaces.multipart', status: 'fail', failure_class: 'data_mismatch' },
    ],
  },
  {
    id: 'spaces.slow_down',
    does: 'Everything is answered 503 SlowDown.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'rate_limit' }],
  },
  {
    id: 'spaces.delete_denied',
    does: 'Deleting is answered 403 AccessDenied.',
    source: CEPH,
    expect: [
      { check: 'spaces.delete', status: 'fail', failure_class: 'permission' },
      { check: 'spaces.upload', status: 'warn', failure_class: 'permission' },
      { check: 'spaces.list', status: 'warn', failure_class: 'permission' },
    ],
  },
  {
    id: 'spaces.delete_broken',
    does: 'Deleting is answered 500 InternalError.',
    source: CEPH,
    expect: [
      { check: 'spaces.delete', status: 'fail', failure_class: 'server_error' },
      { check: 'spaces.upload', status: 'warn', failure_class: 'server_error' },
      { check: 'spaces.list', status: 'warn', failure_class: 'server_error' },
    ],
  },
  {
    id: 'spaces.delete_ignored',
    does: 'Deleting is answered 204, and nothing is deleted.',
    source: 'a cache in between, an object lock (L0)',
    expect: [{ check: 'spaces.delete', status: 'fail', failure_class: 'wrong_result' }],
  },
  {
    id: 'spaces.left_over',
    does: 'A file and an unfinished upload of a probe of the day before yesterday lie in the bucket, and come again.',
    source: 'what a worker that is killed leaves (L3)',
    expect: [
      { check: 'spaces.delete', status: 'warn', failure_class: 'wrong_result' },
      { check: 'spaces.multipart', status: 'warn', failure_class: 'wrong_result' },
    ],
  },
  {
    id: 'spaces.list_late',
    does: 'What was written is listed only three seconds later.',
    source: 'made up: what a cache in between does (L0)',
    expect: [{ check: 'spaces.list', status: 'warn', failure_class: 'slow' }],
  },
  {
    id: 'spaces.signatures_ignored',
    does: 'Signed addresses open their file whatever was altered in them, and however old they are.',
    source: 'a cache that leaves the query out of its key (L0)',
    expect: [{ check: 'spaces.presigned_url', status: 'fail', failure_class: 'wrong_result' }],
  },
  {
    id: 'spaces.private_open',
    does: 'Private files are given to whoever asks, without a key.',
    source: 'what a bucket policy with Principal * does (L3: a real S3 server does the same)',
    expect: [{ check: 'spaces.public_url', status: 'fail', failure_class: 'wrong_result' }],
  },
  {
    id: 'spaces.cors_missing',
    does: 'The bucket has no CORS rule: they are answered 404 NoSuchCORSConfiguration, and a browser’s question 403.',
    source: CEPH,
    expect: [{ check: 'spaces.cors', status: 'fail', failure_class: 'permission' }],
  },
  {
    id: 'spaces.clock',
    does: 'Everything is answered 403 RequestTimeTooSkewed.',
    source: CEPH,
    expect: [{ check: 'spaces.bucket', status: 'unknown', failure_class: 'clock' }],
  },
  {
    id: 'spaces.echoes_secret',
    does: '403 whose text repeats the secret, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [{ check: 'spaces.bucket', status: 'fail', failure_class: 'auth' }],
  },
];
