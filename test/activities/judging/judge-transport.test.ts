import { describe, expect, it } from 'vitest';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { RUNG_NAMES, type RungName } from '#workflows/core/finding.ts';

const CONTEXT = { service: 'Aurora', addressVariable: 'AURORA_URL', doc: 'docs/checks/aurora.md', deadlineMs: 10_000 };
const THROWN = { name: 'SdkError', message: 'no', code: null, status: null };

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  host: 'aurora.test:8443',
  url: 'https://aurora.test:8443/v1/things',
  status: 200,
  headers: {},
  requestId: null,
  bodyText: '{}',
  bodyBytes: 2,
  timings: { dns: 1, tcp: 2, tls: 3, firstByte: 4, total: 10 },
  trouble: null,
  ...more,
});
const trouble = (phase: 'dns' | 'tcp' | 'tls' | 'http', code: string): Exchange =>
  exchange({ status: null, trouble: { phase, code, message: `${code} happened` } });
const judged = (exchanges: Exchange[], more: Partial<Evidence<unknown>> = {}) =>
  judgeTransport(
    {
      answer: null,
      error: THROWN,
      timedOut: false,
      exchanges,
      afterwards: [],
      files: [],
      durationMs: 12,
      wallClock: new Date('2026-01-01T00:00:00Z'),
      ...more,
    },
    CONTEXT,
  );

describe('what breaks below the provider', () => {
  it.each<[string, Exchange, string, RungName, string]>([
    ['a name that does not resolve', trouble('dns', 'ENOTFOUND'), 'dns', 'dns', 'The name aurora.test:8443 does not resolve (ENOTFOUND).'],
    ['a closed port', trouble('tcp', 'ECONNREFUSED'), 'connect', 'tcp', 'aurora.test:8443 does not take connections (ECONNREFUSED).'],
    [
      'a certificate of yesterday',
      trouble('tls', 'CERT_HAS_EXPIRED'),
      'tls',
      'tls',
      'The certificate of aurora.test:8443 has expired (CERT_HAS_EXPIRED).',
    ],
    [
      'an answer that breaks off',
      trouble('http', 'UND_ERR_SOCKET'),
      'connect',
      'http',
      'aurora.test:8443 broke the connection before its answer was complete (UND_ERR_SOCKET).',
    ],
    [
      'an answer without an end',
      trouble('http', 'BODY_TOO_LARGE'),
      'wrong_result',
      'http',
      'aurora.test:8443 sent far more than was asked for. BODY_TOO_LARGE happened',
    ],
  ])('%s is the rung that broke, and what to do about it', (_, broken, failureClass, rung, summary) => {
    const finding = judged([exchange(), broken]);
    expect(finding).toMatchObject({ status: 'fail', failure_class: failureClass, summary, hint: { doc: CONTEXT.doc } });
    const reached = RUNG_NAMES.indexOf(rung);
    expect(finding!.rungs.map(({ status }) => status)).toEqual(
      RUNG_NAMES.map((_name, index) => (index < reached ? 'ok' : index === reached ? 'fail' : 'not_reached')),
    );
    expect(finding!.hint!.steps).toHaveLength(3);
  });

  it('says of a certificate that its dates refuse which date that is, and who issued it', () => {
    const certificate = {
      subject: 'aurora.test',
      issuer: 'Aurora CA',
      validFrom: '2026-03-01T00:00:00.000Z',
      validTo: '2025-12-31T00:00:00.000Z',
      fingerprint: 'F',
    };
    const said = (code: string, more: object = {}) =>
      judged([{ ...trouble('tls', code), peer: { address: null, protocol: null, certificate: { ...certificate, ...more } } }])!.summary;
    expect(said('CERT_HAS_EXPIRED')).toContain('(CERT_HAS_EXPIRED): it ended on 2025-12-31, issued by Aurora CA.');
    expect(said('CERT_NOT_YET_VALID')).toContain('(CERT_NOT_YET_VALID): it begins on 2026-03-01, issued by Aurora CA.');
    const endsFirst = { subject: 'Aurora CA', issuer: 'Aurora Root', validTo: '2025-11-30T00:00:00.000Z' };
    expect(said('CERT_HAS_EXPIRED', { endsFirst })).toContain('it ended on 2025-11-30, issued by Aurora Root.');
  });

  it.each([
    ['dns', /nslookup aurora\.test/],
    ['tcp', /often is one/],
    ['tls', /inspects TLS/],
    ['http', /no firewall closes the way[^]*curl -v https:\/\/aurora\.test:8443/],
  ] as const)('says where to look for who is silent, by what was awaited: %s', (phase, where) => {
    const finding = judged([trouble(phase, 'TimeoutError')], { timedOut: true })!;
    expect(finding).toMatchObject({ failure_class: 'timeout', hint: { id: 'TIMEOUT' } });
    expect(finding.hint!.steps[2]).toMatch(where);
  });

  it('names host, variable and service in the steps, each as a command needs it', () => {
    const steps = (broken: Exchange) => judged([broken])!.hint!.steps.join('\n');
    expect(steps(trouble('dns', 'ENOTFOUND'))).toMatch(/AURORA_URL[^]*nslookup aurora\.test$/m);
    expect(steps(trouble('tls', 'CERT_HAS_EXPIRED'))).toContain('openssl s_client -connect aurora.test:8443 -servername aurora.test <');
    expect(steps({ ...trouble('tls', 'CERT_HAS_EXPIRED'), host: 'aurora.test' })).toContain(
      '-connect aurora.test:443 -servername aurora.test <',
    );
    expect(steps(trouble('tcp', 'ECONNREFUSED'))).toContain('Aurora is down');
  });
});

describe('a handshake that fails', () => {
  it.each([
    ['CERT_HAS_EXPIRED', 'CERTIFICATE_EXPIRED', /has expired/, /clock[^]*ahead/],
    ['CERT_NOT_YET_VALID', 'CERTIFICATE_NOT_YET_VALID', /is not valid yet/, /clock[^]*behind/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'CERTIFICATE_OF_ANOTHER_HOST', /is another host’s/, /subjectAltName[^]*AURORA_URL[^]*DNS/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERTIFICATE_SELF_SIGNED', /signed by itself/, /AURORA_URL[^]*NODE_EXTRA_CA_CERTS/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'CERTIFICATE_NOT_TRUSTED', /is not trusted/, /company proxy[^]*NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERTIFICATE_NOT_TRUSTED', /is not trusted/, /company proxy[^]*NODE_EXTRA_CA_CERTS/],
    ['INVALID_PURPOSE', 'CERTIFICATE_NOT_TRUSTED', /is not trusted/, /which certificate answers/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS_HANDSHAKE', /no TLS comes about/, /port[^]*firewall/],
    ['ECONNRESET', 'TLS_HANDSHAKE', /no TLS comes about/, /port[^]*firewall/],
    ['EPROTO', 'TLS_HANDSHAKE', /no TLS comes about/, /port[^]*firewall/],
  ])('with %s has its own hint, %s', (code, id, summary, steps) => {
    const finding = judged([trouble('tls', code)])!;
    expect(finding).toMatchObject({ failure_class: 'tls', hint: { id } });
    expect(finding.summary).toMatch(summary);
    expect(finding.summary).toContain(`(${code})`);
    expect(finding.hint!.steps.join('\n')).toMatch(steps);
    expect(finding.rungs.find(({ status }) => status === 'fail')).toMatchObject({ name: 'tls', detail: code });
  });
});

describe('what answers, but not as the provider should', () => {
  const page = { headers: { 'content-type': 'text/html; charset=utf-8' }, bodyText: '\n<!DOCTYPE html><p>Please sign in' };
  it.each<[string, Partial<Exchange>, string, string, RegExp]>([
    ['a web page', page, 'proxy', 'http', /^A web page came back from aurora\.test:8443 \(HTTP 200\)/],
    ['a web page with 502', { ...page, status: 502 }, 'proxy', 'http', /HTTP 502/],
    ['a proxy that wants a password', { status: 407 }, 'proxy', 'http', /HTTP 407/],
    ['429', { status: 429 }, 'rate_limit', 'function', /^Aurora asks us to slow down \(HTTP 429\)\.$/],
    ['503 with a wait', { status: 503, headers: { 'retry-after': '7' } }, 'rate_limit', 'function', /again in 7 s/],
    ['503 without', { status: 503 }, 'server_error', 'http', /^Aurora answered with an error of its own: HTTP 503\.$/],
    ['500', { status: 500 }, 'server_error', 'http', /HTTP 500/],
    ['nothing in a 200', { bodyBytes: 0, bodyText: '' }, 'wrong_result', 'function', /sent an empty answer/],
    ['a 200 that the SDK could not read', { bodyText: '{"half":' }, 'wrong_result', 'function', /cannot be read/],
  ])('%s', (_, answer, failureClass, rung, summary) => {
    const finding = judged([exchange(answer)]);
    expect(finding).toMatchObject({ status: 'fail', failure_class: failureClass, summary: expect.stringMatching(summary) as string });
    expect(finding!.rungs.find(({ status }) => status === 'fail')!.name).toBe(rung);
  });

  it('tells how long to wait, where the provider says so', () => {
    const first = (headers: Record<string, string>) => judged([exchange({ status: 429, headers })])!.hint!.steps[0];
    expect(first({ 'retry-after': '7' })).toBe('Wait 7 s (until 2026-01-01 00:00:07 UTC), then run the check again.');
    expect(first({ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' })).toBe(
      'Wait 60 s (until 2026-01-01 00:01:00 UTC), then run the check again.',
    );
    expect(first({})).toBe('Wait a minute, then run the check again.');
  });

  it('names the request to the provider’s support, where there is a name', () => {
    const last = (requestId: string | null) => judged([exchange({ status: 500, requestId })])!.hint!.steps.at(-1);
    expect(last('req-7')).toContain('name the request req-7');
    expect(last(null)).toContain('with the time of this probe');
  });
});

describe('what the capability judges itself', () => {
  it.each<[string, Exchange[], Partial<Evidence<unknown>>]>([
    ['a refusal', [exchange({ status: 403 })], {}],
    ['a good answer', [exchange()], { error: null, answer: {} }],
    ['a page that is not one, but speaks of HTML', [exchange({ status: 404, headers: { 'content-type': 'text/html' } })], {}],
    ['an error before any request', [], {}],
  ])('%s', (_, exchanges, more) => {
    expect(judged(exchanges, more)).toBeNull();
  });

  it('looks at the last exchange only: an SDK that asked again and was answered is well', () => {
    expect(judged([exchange({ status: 500 }), exchange()], { error: null, answer: {} })).toBeNull();
  });
});

describe('the deadline', () => {
  const late = { timedOut: true };
  it.each([
    ['dns', 'resolving the name'],
    ['tcp', 'connecting'],
    ['tls', 'the TLS handshake'],
    ['http', 'the answer'],
  ] as const)('that comes during %s says that %s was awaited', (phase, awaited) => {
    const finding = judged([trouble(phase, 'TimeoutError')], late);
    expect(finding).toMatchObject({
      failure_class: 'timeout',
      summary: `aurora.test:8443 did not finish within 10 s: ${awaited} was still awaited.`,
    });
    expect(finding!.rungs.find(({ status }) => status === 'fail')!.name).toBe(phase);
  });

  it('that comes while a body still arrives breaks the rung of the answer', () => {
    const half = exchange({ trouble: { phase: 'tls', code: 'AbortError', message: 'cut off' } });
    expect(judged([half], late)!.rungs.find(({ status }) => status === 'fail')!.name).toBe('http');
  });

  it('names the service where nothing was sent at all', () => {
    expect(judged([], late)).toMatchObject({ failure_class: 'timeout', summary: expect.stringMatching(/^Aurora did not/) as string });
  });

  it.each(['TimeoutError', 'AbortError', 'UND_ERR_ABORTED'])(
    'that cuts off a later try (%s) says less than what the provider answered before',
    (code) => {
      expect(judged([exchange({ status: 500 }), trouble('tcp', code)], late)).toMatchObject({ failure_class: 'server_error' });
      expect(judged([trouble('tcp', 'ECONNREFUSED'), trouble('tcp', code)], late)).toMatchObject({ failure_class: 'connect' });
    },
  );

  it('says more than an answer that was good', () => {
    expect(judged([exchange(), trouble('http', 'TimeoutError')], late)).toMatchObject({ failure_class: 'timeout' });
  });
});
