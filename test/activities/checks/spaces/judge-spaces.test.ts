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
    [501, 'NotImplemented', 'wrong_result', 'function', 'S3_REFUSED'],
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

  describe.each([
    [301, 'PermanentRedirect', 'region fra1 into SPACES_ENDPOINT'],
    [400, 'AuthorizationHeaderMalformed', 'Set SPACES_REGION=fra1;'],
  ])('%i %s', (status, code, words) => {
    it.each([
      ['a header', { headers: { 'x-amz-bucket-region': 'fra1' } }],
      ['the document', { bodyText: `<Error><Code>${code}</Code><Region>fra1</Region></Error>` }],
    ])('names the region that %s names', (_where, more) => {
      expect(judged({ ...s3Error('PUT', status, code), ...more }, code).hint!.steps[0]).toContain(words);
    });

    it('sends people to look where neither does', () => {
      expect(judged(s3Error('PUT', status, code), code).hint!.steps[0]).toMatch(/^Look in the provider’s pa/);
    });
  });

  it.each([
    ['NotImplemented', '<Message></Message><Header>x-amz-trailer</Header>'],
    ['InvalidArgument', '<Message></Message><ArgumentName>x-amz-checksum-crc32</ArgumentName>'],
    ['NotImplemented', '<Message>Header &apos;x-amz-checksum-algorithm&apos; with value &apos;SHA256&apos; not implemented</Message>'],
    ['InvalidArgument', '<Message>Unsupported header &apos;x-amz-sdk-checksum-algorithm&apos; received for this API call.</Message>'],
    ['NotImplemented', '<Message>STREAMING-UNSIGNED-PAYLOAD-TRAILER not implemented</Message>'],
  ])('%s is one of checksums where it says so: %s', (code, said) => {
    const finding = judged({ ...s3Error('PUT', 501, code), bodyText: `<Error><Code>${code}</Code>${said}</Error>` }, code);
    expect(finding).toMatchObject({ failure_class: 'api_version', hint: { id: 'S3_CHECKSUM' } });
  });

  it.each([
    ['NotImplemented', '<Message></Message><Header>x-amz-acl</Header>'],
    ['InvalidArgument', '<Message>x-amz-copy-source is not a key</Message><ArgumentName>x-amz-copy-source</ArgumentName>'],
    ['MalformedXML', '<Message>x-amz-checksum</Message>'],
  ])('and %s with %s is none of checksums', (code, said) => {
    const finding = judged({ ...s3Error('PUT', 400, code), bodyText: `<Error><Code>${code}</Code>${said}</Error>` }, code);
    expect(finding).toMatchObject({ failure_class: 'wrong_result', hint: { id: 'S3_REFUSED' } });
  });

  it('and a full storage is looked through by a command, not by a check that waits', () => {
    expect(judged(s3Error('PUT', 403, 'QuotaExceeded')).hint!.steps.join()).toContain(
      'aws s3api list-multipart-uploads --bucket acme --endpoint-url https://nyc3.example',
    );
  });

  it('but a clock that is off is nobody’s fault but ours', () => {
    expect(judged(s3Error('PUT', 403, 'RequestTimeTooSkewed'))).toMatchObject({ status: 'unknown', failure_class: 'clock' });
  });
});
