import { describe, expect, it } from 'vitest';
import { axiomToken } from '#activities/checks/axiom/token.ts';
import { judgeLatency } from '#activities/judging/judge-latency.ts';
import type { Exchange } from '#activities/evidence.ts';
import { axiomContext, axiomEvidence, axiomExchange } from '#test/support/axiom-evidence.ts';

const exchange = (bodyText: string, type: string): Exchange => ({
  method: 'GET',
  host: 'api.axiom.co',
  url: 'https://api.axiom.co/v2/datasets',
  status: 403,
  headers: { 'content-type': type },
  requestId: null,
  bodyText,
  bodyBytes: bodyText.length,
  timings: { dns: 1, tcp: 1, tls: 1, firstByte: 1, total: 1 },
  trouble: null,
});

const judged = (bodyText: string, type: string) =>
  axiomToken.judge(
    {
      answer: null,
      error: { name: 'Error', message: 'Forbidden', code: null, status: 403 },
      timedOut: false,
      exchanges: [exchange(bodyText, type)],
      afterwards: [],
      files: [],
      durationMs: 1,
      wallClock: new Date('2026-01-01T00:00:00Z'),
    },
    { check: 'axiom.token', settings: { token: 'xaat-12345678' } as never, thresholds: {}, doc: 'docs/checks/axiom.token.md' },
  );

it('a token that is well is too slow after five seconds', () => {
  const answer = axiomEvidence<{ datasets: string[]; tokens: unknown }>({ datasets: [], tokens: null }, [axiomExchange(200, [])], {
    durationMs: 5_001,
    afterwards: [axiomExchange(200, [{ name: 'the token of somebody else' }], { url: 'https://api.axiom.co/v2/tokens' })],
  });
  const finding = axiomToken.judge(answer, axiomContext('token', {}, axiomToken.thresholds));
  const context = { okMs: [], thresholds: axiomToken.thresholds, doc: '' };
  const slow = judgeLatency(finding, answer, context);
  expect(slow).toMatchObject({ status: 'warn', failure_class: 'slow' });
  expect(JSON.stringify(slow)).not.toContain('somebody else');
});

describe('a token that is answered with 403', () => {
  it('is taken for one that may only ingest where Axiom says so in its own words', () => {
    expect(judged('{"code":"Forbidden","message":"Forbidden"}', 'application/json')).toMatchObject({
      status: 'ok',
      metadata: { ingest_only: true },
    });
  });

  it.each([
    ['a page of a proxy', '<!doctype html><html>Blocked</html>', 'text/html', 'proxy'],
    ['a bare text', 'Forbidden', 'text/plain', 'wrong_result'],
    ['nothing', '', 'application/json', 'wrong_result'],
    ['JSON of somebody else', '{"blocked":true}', 'application/json', 'wrong_result'],
    ['JSON that ends early', '{"message":', 'application/json', 'wrong_result'],
  ])('is taken for nothing where %s says so', (_, bodyText, type, failureClass) => {
    expect(judged(bodyText, type)).toMatchObject({ status: 'fail', failure_class: failureClass });
  });
});

describe('a token that lists datasets', () => {
  const list = axiomExchange(200, [{ name: 'events' }], { method: 'GET', url: 'https://api.axiom.co/v2/datasets' });
  const listed = (settings: Parameters<typeof axiomContext>[1], exchanges = [list]) =>
    axiomToken.judge(axiomEvidence({ datasets: ['events'], tokens: null }, exchanges), axiomContext('token', settings));

  it('is well, and says what kind it is', () => {
    expect(listed({})).toMatchObject({ status: 'ok', metadata: { token_type: 'API token', datasets: ['events'] } });
    expect(listed({ token: 'something-else' }).metadata).toMatchObject({ token_type: 'unknown' });
  });

  it('is a warning where it is a personal one, and the edge is named where one is set', () => {
    const token = 'xapt-12345678';
    expect(listed({ token, orgId: 'acme' })).toMatchObject({ status: 'warn', failure_class: 'config', hint: { id: 'AX_PAT' } });
    expect(listed({ token }).summary).not.toContain('edge');
    expect(listed({ token, edgeUrl: 'https://us-east-1.aws.edge.axiom.co' }).summary).toContain('takes API tokens only');
  });

  it('only when it is asked again is a warning', () => {
    const finding = listed({}, [{ ...list, status: 503 }, list]);
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'server_error', hint: { id: 'RETRIED' } });
    expect(finding.hint!.steps.join(' ')).not.toContain('twice');
  });
});
