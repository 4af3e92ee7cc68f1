import { describe, expect, it } from 'vitest';
import { spacesUpload } from '#activities/checks/spaces/upload.ts';
import { type exchangeOf, judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';

const judged = (exchange: ReturnType<typeof exchangeOf>, name = 'Unknown') =>
  judgeMadeUp(spacesUpload, { error: { name, message: 'UnknownError', code: null, status: exchange.status }, exchanges: [exchange] });

describe('a refusal is told by S3’s code', () => {
  it.each([
    [403, 'InvalidAccessKeyId', 'auth', 'auth', 'S3_KEY'],
    [403, 'SignatureDoesNotMatch', 'auth', 'auth', 'S3_SIG'],
    [404, 'NoSuchBucket', 'not_found', 'function', 'S3_404'],
    [403, 'AccessDenied', 'permission', 'permission', 'S3_PERM'],
    [403, 'UserSuspended', 'permission', 'permission', 'S3_SUSPENDED'],
    [403, 'QuotaExceeded', 'quota', 'function', 'S3_QUOTA'],
    [301, 'PermanentRedirect', 'region', 'function', 'REGION'],
    [400, 'AuthorizationHeaderMalformed', 'region', 'function', 'REGION'],
    [503, 'SlowDown', 'rate_limit', 'function', 'SLOW_DOWN'],
    [411, 'MissingContentLength', 'api_version', 'function', 'S3_CHECKSUM'],
    [400, 'XAmzContentSHA256Mismatch', 'api_version', 'function', 'S3_CHECKSUM'],
    [500, 'InternalError', 'server_error', 'http', 'SERVER_ERROR'],
    [400, 'InvalidStorageClass', 'wrong_result', 'function', 'S3_REFUSED'],
    [403, 'RequestExpired', 'permission', 'permission', 'S3_REFUSED'],
  ])('%i %s is %s', (status, code, failure_class, rung, id) => {
    const finding = judged(s3Error('PUT', status, code), code);
    expect(finding).toMatchObject({ status: 'fail', failure_class, hint: { id } });
    expect(finding.rungs.find((one) => one.status === 'fail')!.name).toBe(rung);
  });

  it('and one that we have no words for is shown with the service’s own, and its request', () => {
    const { summary, hint } = judged(s3Error('PUT', 400, 'InvalidStorageClass'));
    expect(summary).toBe('Spaces refuses to write: HTTP 400 InvalidStorageClass.');
    expect(hint!.steps[2]).toContain('tx1');
  });

  it.each([
    ['a header', { headers: { 'x-amz-bucket-region': 'fra1' } }],
    ['the document', { bodyText: '<Error><Code>AuthorizationHeaderMalformed</Code><Region>fra1</Region></Error>' }],
  ])('and where the bucket lives is read from %s', (_where, more) => {
    const finding = judged({ ...s3Error('PUT', 400, 'AuthorizationHeaderMalformed'), ...more }, 'AuthorizationHeaderMalformed');
    expect(finding.hint!.steps[0]).toContain('region fra1 into SPACES_ENDPOINT');
  });

  it('but a clock that is off is nobody’s fault but ours', () => {
    expect(judged(s3Error('PUT', 403, 'RequestTimeTooSkewed'))).toMatchObject({ status: 'unknown', failure_class: 'clock' });
  });
});
