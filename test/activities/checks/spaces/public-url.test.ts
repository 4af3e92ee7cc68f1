import { describe, expect, it } from 'vitest';
import type { Met, Public } from '#activities/checks/spaces/judge-public.ts';
import { spacesPublicUrl } from '#activities/checks/spaces/public-url.ts';
import { exchangeOf, judgeMadeUp, s3Error } from '#test/support/judge-made-up.ts';

const publicUrl = 'https://cdn.example';
const shut: Met = { status: 403, same: false, type: 'application/xml', cache_control: null, age: null };
const open: Met = { status: 200, same: true, type: 'text/plain', cache_control: 'public, max-age=60', age: '0' };
const onlyPrivate: Public = { private_key: 'greenlight/1.private.txt', closed: shut, public_key: null, open: null, closed_there: null };
const both: Public = { ...onlyPrivate, public_key: 'greenlight/1.public.txt', open, closed_there: shut };
const there = (status: number, more = {}) => exchangeOf('GET', status, { url: `${publicUrl}/greenlight/1.public.txt`, ...more });

const judged = (facts: Public, exchange = there(200)) =>
  judgeMadeUp(spacesPublicUrl, { answer: facts, settings: { publicUrl: facts.open ? publicUrl : null }, exchanges: [exchange] });

describe('a private file', () => {
  it('is closed: that is all that is asked where no public address is configured', () => {
    const finding = judged(onlyPrivate, exchangeOf('GET', 403));
    expect(finding.status).toBe('ok');
    expect(finding.summary).toContain('no public address is configured');
  });

  it.each([
    ['without a public address', onlyPrivate, [exchangeOf('PUT', 200, { requestId: 'let-in' }), exchangeOf('GET', 403)]],
    ['with one', both, [there(200, { requestId: 'let-in' }), there(403)]],
    ['whose headers differ', { ...both, open: { ...open, type: null } }, [there(200, { requestId: 'let-in' }), there(403)]],
  ])('is told of by what was let in, not by the refusal that was wanted: %s', (_what, facts, exchanges) => {
    const settings = { publicUrl: facts.open ? publicUrl : null };
    const finding = judgeMadeUp(spacesPublicUrl, { answer: facts, settings, exchanges });
    expect(finding).toMatchObject({ http_status: 200, request_id: 'let-in' });
    expect(finding.status).not.toBe('fail');
  });

  it.each([401, 404])('is closed with %i too', (status) => {
    expect(judged({ ...onlyPrivate, closed: { ...shut, status } }, exchangeOf('GET', status)).status).toBe('ok');
  });

  it.each([
    ['the bucket’s own address', { ...onlyPrivate, closed: open }, 'makes the whole bucket public'],
    ['https://cdn.example', { ...both, closed_there: open }, 'without a key of its own'],
  ])('that is open at %s is a failure', (where, facts, step) => {
    const finding = judged(facts);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'S3_ACL' } });
    expect(finding.summary).toContain(where);
    expect(finding.hint!.steps[1]).toContain(step);
    expect(finding.rungs.find(({ status }) => status === 'fail')!.name).toBe('permission');
  });

  it.each([200, 302])('that is answered with %i and something else is not said to be open', (status) => {
    const finding = judged({ ...onlyPrivate, closed: { ...shut, status } }, exchangeOf('GET', status));
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'S3_ACL_UNCLEAR' } });
  });

  it('is told from one that met trouble of the service', () => {
    expect(judged({ ...onlyPrivate, closed: { ...shut, status: 500 } }, exchangeOf('GET', 500))).toMatchObject({
      status: 'fail',
      failure_class: 'server_error',
    });
  });
});

describe('a public file', () => {
  const unread = (status: number): Public => ({ ...both, open: { ...open, status, same: false }, closed_there: null });

  it('is open', () => {
    const finding = judged(both, there(403));
    expect(finding.status).toBe('ok');
    expect(finding.summary).toContain('open at cdn.example');
  });

  it.each([
    [200, 'data_mismatch', 'other bytes than those that lie in acme'],
    [403, 'permission', 'Does https://cdn.example belong to acme?'],
    [404, 'not_found', 'not to another bucket or folder'],
    [301, 'wrong_result', 'a redirect'],
    [410, 'wrong_result', 'answers with HTTP 410'],
  ])('that is answered with %i is %s', (status, failure_class, step) => {
    const finding = judged(unread(status), there(status));
    expect(finding).toMatchObject({ status: 'fail', failure_class, hint: { id: 'S3_PUBLIC' } });
    expect(finding.hint!.steps[0]).toContain(step);
  });

  it('behind a CDN in trouble is not blamed on the endpoint', () => {
    const page = { headers: { 'content-type': 'text/html' }, bodyText: '<!doctype html>' };
    expect(judged(unread(403), there(403, page))).toMatchObject({ status: 'fail', failure_class: 'proxy' });
    const dns = there(200, { status: null, trouble: { phase: 'dns', code: 'ENOTFOUND', message: '' } });
    const finding = judgeMadeUp(spacesPublicUrl, {
      settings: { publicUrl },
      exchanges: [dns],
      error: { name: 'E', message: '', code: null, status: null },
    });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'dns' });
    expect(finding.hint!.steps[0]).toContain('SPACES_PUBLIC_URL');
  });

  it.each([
    ['the charset', { type: 'text/plain; charset=utf-8' }, 'ok'],
    ['the order of directives', { cache_control: 'max-age=60, Public' }, 'ok'],
    ['another lifetime', { cache_control: 'max-age=14400' }, 'warn'],
    ['no lifetime', { cache_control: null }, 'warn'],
    ['another type', { type: 'application/octet-stream' }, 'warn'],
  ])('with %s changed on the way (%j) is %s', (_what, more, status) => {
    expect(judged({ ...both, open: { ...open, ...more } }, there(403)).status).toBe(status);
  });

  it('that the key may not make public says so', () => {
    const error = { name: 'AccessDenied', message: '', code: null, status: 403 };
    const exchanges = [exchangeOf('PUT', 200), exchangeOf('GET', 403), s3Error('PUT', 403, 'AccessDenied')];
    const finding = judgeMadeUp(spacesPublicUrl, { error, exchanges, settings: { publicUrl } });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission' });
    expect(finding.summary).toContain('make a file public');
  });
});
