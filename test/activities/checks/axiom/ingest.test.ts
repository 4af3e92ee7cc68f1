import { describe, expect, it } from 'vitest';
import { axiomIngest } from '#activities/checks/axiom/ingest.ts';
import type { Exchange } from '#activities/evidence.ts';
import { axiomContext, axiomEvidence, axiomExchange } from '#test/support/axiom-evidence.ts';

const taken = { ingested: 1, failed: 0, failures: [], processedBytes: 80 };
const good = axiomExchange(200, taken);
const judged = (answer: object | null, exchanges: Exchange[] = [good]) =>
  axiomIngest.judge(axiomEvidence(answer as never, exchanges), axiomContext('ingest', {}, axiomIngest.thresholds));

describe('an event', () => {
  it('that Axiom took is well, with the limits it named', () => {
    const headers = { 'x-ingestlimit-limit': '500', 'x-ingestlimit-remaining': '400', 'x-ingestlimit-reset': '1796083200' };
    const { status, metadata } = judged(taken, [{ ...good, headers }]);
    expect(status).toBe('ok');
    expect(metadata['limits']).toEqual({ ingest: { limit: 500, remaining: 400, reset: '2026-12-01T00:00:00.000Z' } });
  });

  it.each([
    ['500', axiomExchange(500, { message: 'oops' }), 'server_error', 'http'],
    [
      'a refused connection',
      { ...good, status: null, trouble: { phase: 'tcp', code: 'ECONNREFUSED', message: '' } } satisfies Exchange,
      'connect',
      'tcp',
    ],
    [
      'a name that did not resolve',
      { ...good, status: null, trouble: { phase: 'dns', code: 'EAI_AGAIN', message: '' } } satisfies Exchange,
      'dns',
      'dns',
    ],
  ])('that was taken only after %s is a warning that says so', (_what, first, failureClass, rung) => {
    const finding = judged(taken, [first, good]);
    expect(finding).toMatchObject({ status: 'warn', failure_class: failureClass, hint: { id: 'RETRIED' } });
    expect(finding.rungs.find(({ status }) => status === 'warn')!.name).toBe(rung);
    expect(finding.hint!.steps.at(-1)).toContain('twice');
  });

  it.each([
    ['was rejected', { ...taken, ingested: 0, failed: 1, failures: [{ error: 'too many fields' }] }, 'too many fields'],
    ['was rejected without a reason', { ...taken, ingested: 0, failed: 1 }, 'rejected the event.'],
    ['was neither taken nor rejected', { ingested: 0, failed: 0 }, 'does not say'],
    ['was answered with something else', {}, 'does not say'],
  ])('that %s is a wrong result', (_what, answer, words) => {
    const finding = judged(answer);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'AX_FIELDS' } });
    expect(finding.summary).toContain(words);
  });
});

describe('the allowance', () => {
  const left = (remaining: number, limit = 1_000) => {
    const headers = {
      'x-ingestlimit-limit': String(limit),
      'x-ingestlimit-remaining': String(remaining),
      'x-ingestlimit-reset': '1796083200',
    };
    return judged(taken, [{ ...good, headers }]);
  };

  it.each([
    [200, 'ok', null],
    [199, 'warn', 'quota'],
    [1, 'warn', 'quota'],
  ])('with %i of 1,000 left is %s', (remaining, status, failureClass) => {
    expect(left(remaining)).toMatchObject({ status, failure_class: failureClass });
  });

  it('that is nearly gone is told with what is left, and until when', () => {
    expect(left(199).summary).toContain('only 19 % of Axiom’s ingest allowance is left until 2026-12-01T00:00:00.000Z');
    expect(left(1).summary).toContain('less than 1 %');
  });

  it.each([
    ['is none', 0],
    ['is said to be without end', -1],
  ])('that %s warns nobody', (_what, limit) => {
    expect(left(0, limit).status).toBe('ok');
  });
});
