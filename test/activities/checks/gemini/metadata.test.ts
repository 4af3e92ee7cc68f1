import { describe, expect, it } from 'vitest';
import { geminiCredentials } from '#activities/checks/gemini/credentials.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { factsOf } from '#activities/facts/facts-of.ts';
import { readTargets } from '#env.ts';

const USUAL = '169.254.169.254';
const { settings } = readTargets({ GOOGLE_CLOUD_PROJECT: 'acme', GREENLIGHT_MODE: 'live' }).find(({ kind }) => kind === 'vertex')!;
/** What is kept of a success with a token from there. */
const METADATA = factsOf({ variables: [] }, {
  exchanges: [{ host: USUAL, headers: {}, timings: { dns: null, tcp: 1, tls: null, firstByte: 3, total: 3 } }],
} as unknown as Evidence<unknown>);

/** What the usual address of the metadata server did. */
function judged(
  more: Partial<Exchange>,
  { facts, timedOut = false }: { facts?: Record<string, string | number>; timedOut?: boolean } = {},
) {
  const exchange: Exchange = {
    method: 'GET',
    host: USUAL,
    url: `http://${USUAL}/computeMetadata/v1/instance/service-accounts/default/token`,
    status: null,
    headers: {},
    requestId: null,
    bodyText: null,
    bodyBytes: 0,
    timings: { dns: null, tcp: null, tls: null, firstByte: null, total: 3_000 },
    trouble: null,
    ...more,
  };
  const evidence: Evidence<never> = {
    answer: null,
    error: { name: 'Error', message: 'no', code: null, status: null },
    timedOut,
    exchanges: [exchange],
    afterwards: [],
    files: [],
    durationMs: 3_000,
    wallClock: new Date('2026-01-01T00:00:00Z'),
  };
  return geminiCredentials.judge(evidence, {
    check: 'gemini.vertex.credentials',
    settings: settings as never,
    thresholds: {},
    doc: '',
    lastSuccess: facts ? { at: '2025-12-31T00:00:00.000Z', facts } : null,
  });
}
const trouble = (phase: 'tcp' | 'http', code: string) => ({ trouble: { phase, code, message: '' } });
const SILENCES = [
  ['no way leads', trouble('tcp', 'EHOSTUNREACH')],
  ['nobody takes a connection', trouble('tcp', 'ECONNREFUSED')],
  ['nobody is there in time', trouble('tcp', 'TimeoutError')],
  ['nothing is said in time', trouble('http', 'TimeoutError')],
] as const;

describe('at the usual address of the metadata server', () => {
  it.each(SILENCES)('where %s, the machine has no account', (_, silence) => {
    expect(judged(silence)).toMatchObject({ status: 'fail', failure_class: 'config', hint: { id: 'ADC' } });
  });

  it.each(SILENCES)('where %s, but the last token came from it, it is this machine’s own trouble', (_, silence) => {
    const finding = judged(silence, { facts: METADATA });
    expect(finding).toMatchObject({ status: 'unknown', failure_class: 'runner', hint: { id: 'METADATA_SILENT' } });
  });

  it('silence until the deadline is this machine’s own trouble too', () => {
    const late = judged(trouble('http', 'TimeoutError'), { facts: METADATA, timedOut: true });
    expect(late).toMatchObject({ status: 'unknown', failure_class: 'runner' });
  });

  it('a last success by other credentials tells nothing of it', () => {
    const facts = { 'first byte of oauth2.googleapis.com': 40 };
    expect(judged(trouble('tcp', 'EHOSTUNREACH'), { facts })).toMatchObject({ status: 'fail', failure_class: 'config' });
  });

  it('an account that was taken away is missing, whatever came before', () => {
    expect(judged({ status: 404 }, { facts: METADATA })).toMatchObject({ failure_class: 'config', hint: { id: 'ADC' } });
  });

  it.each([400, 401, 403, 405])('another cloud’s server that answers %d has no account of Google’s', (status) => {
    expect(judged({ status })).toMatchObject({ failure_class: 'config', hint: { id: 'ADC' } });
  });

  it('a refusal of Google’s own server is no missing account', () => {
    const finding = judged({ status: 403, headers: { server: 'Metadata Server for VM' } });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'METADATA_ADDRESS' } });
  });

  it.each<[string, Partial<Exchange>, string]>([
    ['503', { status: 503 }, 'server_error'],
    ['429', { status: 429 }, 'rate_limit'],
    ['a broken connection', trouble('http', 'ECONNRESET'), 'connect'],
  ])('%s is trouble that passes', (_, met, failureClass) => {
    expect(judged(met)).toMatchObject({ status: 'fail', failure_class: failureClass });
    expect(judged(met, { facts: METADATA })).toMatchObject({ status: 'fail', failure_class: failureClass });
  });
});
