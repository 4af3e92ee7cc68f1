import { describe, expect, it } from 'vitest';
import { spacesCors } from '#activities/checks/spaces/cors.ts';
import type { Cors, Rule } from '#activities/checks/spaces/judge-cors.ts';
import { readTargets } from '#env.ts';
import { exchangeOf, judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';

const ORIGIN = 'https://app.example';
const rule: Rule = { origins: [ORIGIN], methods: ['PUT'], headers: ['*'] };
const yes = { status: 200, origin: ORIGIN, methods: 'PUT, GET', headers: 'content-type' };
const no = { status: 403, origin: null, methods: null, headers: null };
const judged = (cors: Partial<Cors>, exchange = exchangeOf('OPTIONS', cors.preflight?.status ?? 200)) =>
  judgeMadeUp(spacesCors, { answer: { rules: [rule], origin: ORIGIN, preflight: yes, ...cors }, exchanges: [exchange] });
const refused = (rules: Rule[] | null, code = 'AccessForbidden') => judged({ rules, preflight: no }, s3Error('OPTIONS', 403, code));

describe('pages of the web app', () => {
  it.each([
    ['by name', yes, 'ok', null],
    ['whatever the letters', { ...yes, methods: 'put', headers: 'Content-Type' }, 'ok', null],
    ['for any method and header', { ...yes, methods: '*', headers: '*' }, 'ok', null],
    ['with every other website', { ...yes, origin: '*' }, 'warn', 'permission'],
    ['not, but another origin', { ...yes, origin: 'https://other.example' }, 'fail', 'permission'],
    ['to read, not to upload', { ...yes, methods: 'GET' }, 'fail', 'permission'],
    ['to upload, but not to say of what type', { ...yes, headers: null }, 'fail', 'permission'],
  ])('are allowed %s', (_how, preflight, status, failure_class) => {
    expect(judged({ preflight })).toMatchObject({ status, failure_class });
  });

  it.each(['AccessForbidden', 'AccessDenied'])('are refused in the words of S3 or of Ceph: %s', (code) => {
    expect(refused([], code)).toMatchObject({ status: 'fail', failure_class: 'permission', hint: { id: 'S3_CORS' } });
  });

  it.each([
    ['no rule', [], 'has no CORS rule'],
    ['none for the origin', [{ ...rule, origins: ['http://app.example', 'https://*.app.example'] }], `${ORIGIN} is not among them`],
    ['none for the method', [{ ...rule, methods: ['GET', 'HEAD'] }], 'allows GET, HEAD, but not PUT'],
    ['none for the header', [{ ...rule, headers: [] }], 'allows no header, but not content-type'],
    ['a rule that would', [rule], 'changed a moment ago'],
    ['rules that cannot be read', null, 'may not read the CORS rules'],
  ])('are refused with %s: the first step says what lacks', (_what, rules, step) => {
    expect(refused(rules).hint!.steps[0]).toContain(step);
  });

  it.each([
    ['200 and no header', exchangeOf('OPTIONS', 200), 'wrong_result', 'S3_CORS_ANSWER'],
    ['a redirect', exchangeOf('OPTIONS', 301), 'wrong_result', 'S3_CORS_ANSWER'],
    ['405', exchangeOf('OPTIONS', 405), 'wrong_result', 'S3_REFUSED'],
    ['503', exchangeOf('OPTIONS', 503), 'server_error', 'SERVER_ERROR'],
    ['a page', exchangeOf('OPTIONS', 403, { headers: { 'content-type': 'text/html' }, bodyText: '<!doctype html>' }), 'proxy', 'PROXY'],
    ['no bucket', s3Error('OPTIONS', 404, 'NoSuchBucket'), 'not_found', 'S3_404'],
  ])('are answered by somebody else, with %s', (_what, exchange, failure_class, id) => {
    const preflight = { ...no, status: exchange.status! };
    expect(judged({ preflight }, exchange)).toMatchObject({ status: 'fail', failure_class, hint: { id } });
  });

  it('need no word from a key that may not read the rules, where the browser is allowed', () => {
    expect(judged({ rules: null }).status).toBe('ok');
  });

  it('are not asked about where nobody said which they are', () => {
    const finding = judged({ origin: null, preflight: null });
    expect(finding).toMatchObject({ status: 'skipped', failure_class: 'not_configured' });
    expect(finding.hint!.steps[0]).toContain('SPACES_CORS_ORIGIN');
  });
});

it.each([
  ['https://app.example/', 'https://app.example'],
  ['https://app.example:8443', 'https://app.example:8443'],
  ['https://app.example/path', null],
  ['app.example', null],
])('the origin %s is taken as %s', (value, expected) => {
  const read = () => readTargets({ ...SPACES, SPACES_CORS_ORIGIN: value }).find(({ kind }) => kind === 'spaces')!.settings;
  if (expected === null) expect(read).toThrow('SPACES_CORS_ORIGIN');
  else expect(read()).toMatchObject({ corsOrigin: expected });
});

const SPACES = {
  SPACES_ENDPOINT: 'https://nyc3.example',
  SPACES_BUCKET: 'acme',
  SPACES_ACCESS_KEY_ID: 'DO00ABCD1234',
  SPACES_SECRET_ACCESS_KEY: 'not-a-secret',
};
