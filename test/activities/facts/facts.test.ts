import { describe, expect, it } from 'vitest';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { factsOf } from '#activities/facts/facts-of.ts';
import { whatChanged } from '#activities/facts/what-changed.ts';
import { withMeasures } from '#activities/facts/with-measures.ts';
import { withFacts } from '#activities/facts/with-facts.ts';
import { readTargets } from '#env.ts';
import { findingOf } from '#test/support/made-up.ts';

const TOKEN = 'xaat-0123456789abcdef-9f3c';
const axiom = (more: Record<string, string> = {}) =>
  readTargets({ AXIOM_TOKEN: TOKEN, AXIOM_DATASET: 'logs', ...more }).find(({ kind }) => kind === 'axiom')!;

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  host: 'api.example',
  url: 'https://api.example/',
  status: 200,
  headers: { server: 'nginx', date: 'now' },
  requestId: null,
  bodyText: '',
  bodyBytes: 0,
  timings: { dns: 1.2, tcp: 2, tls: null, firstByte: 40, total: 41 },
  peer: {
    address: '192.0.2.1',
    protocol: 'TLSv1.3',
    certificate: {
      subject: 'api.example',
      issuer: 'Acme CA',
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-01-01T00:00:00.000Z',
      fingerprint: 'AA:BB:CC:DD:EE:FF:00:11',
    },
  },
  trouble: null,
  ...more,
});
const evidence = (...exchanges: Exchange[]) => ({ exchanges }) as unknown as Evidence<unknown>;

describe('the facts of a probe', () => {
  it('are its settings without a secret, and whom it met', () => {
    const facts = factsOf(axiom(), evidence(exchange()));
    expect(facts).toMatchObject({
      AXIOM_DATASET: 'logs',
      AXIOM_TOKEN: expect.stringMatching(/^…9f3c \(fingerprint [0-9a-f]{12}\)$/),
      'certificate of api.example': 'by Acme CA, until 2027-01-01 (aabbccddeeff)',
      'TLS of api.example': 'TLSv1.3',
      'server of api.example': 'nginx',
      'address of api.example': '192.0.2.1',
      'name lookup of api.example': 1,
      'first byte of api.example': 37,
    });
    expect(JSON.stringify(facts)).not.toContain(TOKEN);
    expect(facts).not.toHaveProperty(['TLS handshake of api.example']);
  });

  it('know all the addresses that a name stood for', () => {
    const many = { ...exchange().peer!, addresses: ['192.0.2.9', '192.0.2.1'] };
    expect(factsOf({ variables: [] }, evidence(exchange({ peer: many })))).toMatchObject({
      'address of api.example': '192.0.2.1, 192.0.2.9',
    });
  });

  it('are what the capability names, where the provider said it', () => {
    const told = { 'model version': 'flash-8', permissions: { contents: 'read' }, region: null, stage: undefined };
    expect(factsOf({ variables: [] }, evidence(), told)).toEqual({ 'model version': 'flash-8', permissions: '{"contents":"read"}' });
  });

  it('are those of the first request to each host', () => {
    const second = exchange({ timings: { dns: null, tcp: 9, tls: null, firstByte: 9, total: 9 }, headers: { server: 'other' } });
    expect(factsOf({ variables: [] }, evidence(exchange(), second))).toMatchObject({
      'server of api.example': 'nginx',
      'connecting of api.example': 2,
    });
  });
});

describe('the facts of a key pair', () => {
  const spaces = readTargets({
    SPACES_ENDPOINT: 'https://nyc3.test',
    SPACES_BUCKET: 'b',
    SPACES_ACCESS_KEY_ID: 'DO00ABCDEFGHJKLM9Q7T',
    SPACES_SECRET_ACCESS_KEY: 'the-secret-half-of-a-pair-77',
  }).find(({ kind }) => kind === 'spaces')!;

  it('hold neither half whole, and of the secret one not even its end', () => {
    const facts = factsOf(spaces, evidence());
    expect(facts).toMatchObject({
      SPACES_ACCESS_KEY_ID: expect.stringMatching(/^…9Q7T \(fingerprint [0-9a-f]{12}\)$/),
      SPACES_SECRET_ACCESS_KEY: expect.stringMatching(/^\(fingerprint [0-9a-f]{12}\)$/),
      SPACES_BUCKET: 'b',
    });
    expect(JSON.stringify(facts)).not.toContain('DO00ABCDEFGHJKLM');
  });
});

describe('what changed', () => {
  it('is what both know and what differs', () => {
    expect(whatChanged({ model: 'a', region: 'x', gone: 'y' }, { model: 'b', region: 'x', fresh: 'z' })).toEqual([
      { fact: 'model', was: 'a', is: 'b' },
    ]);
  });

  it.each([
    ['192.0.2.1, 192.0.2.2', '192.0.2.2, 192.0.2.3', false],
    ['192.0.2.1', '192.0.2.1', false],
    ['192.0.2.1, 192.0.2.2', '192.0.2.3', true],
  ])('from the addresses %s to %s is a move: %s', (was, is, moved) => {
    const fact = 'address of api.example';
    expect(whatChanged({ [fact]: was }, { [fact]: is })).toEqual(moved ? [{ fact, was, is }] : []);
  });

  it.each([
    [40, 119, false],
    [40, 140, true],
    [100, 299, false],
    [100, 300, true],
    [300, 40, false],
  ])('from %d ms to %d ms is a leap: %s', (was, is, leap) => {
    expect(whatChanged({ phase: was }, { phase: is })).toEqual(leap ? [{ fact: 'phase', was: `${was} ms`, is: `${is} ms` }] : []);
  });

  it('is a short list', () => {
    const many = (value: string) => Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`fact ${index}`, value]));
    expect(whatChanged(many('a'), many('b'))).toHaveLength(12);
  });
});

describe('beside a finding', () => {
  const last = { at: '2026-01-01T00:00:00.000Z', facts: { model: 'a' } };
  const since = (status: Parameters<typeof findingOf>[0], facts: Record<string, string>, success = last as typeof last | null) =>
    withFacts(findingOf(status), facts, [], success).metadata['since_success'];

  it('stands what differs from the last success, or that nothing does', () => {
    expect(since('fail', { model: 'b' })).toEqual({ at: last.at, changed: [{ fact: 'model', was: 'a', is: 'b' }] });
    expect(since('fail', { model: 'a' })).toEqual({ at: last.at, changed: [] });
  });

  it('of a warning only where something does', () => {
    expect(since('warn', { model: 'b' })).toMatchObject({ changed: [{ fact: 'model' }] });
    expect(since('warn', { model: 'a' })).toBeUndefined();
  });

  it('stands nothing where all is well, where nothing is known, or where it never went well', () => {
    for (const status of ['ok', 'skipped', 'unknown'] as const) expect(since(status, { model: 'b' })).toBeUndefined();
    expect(since('fail', { model: 'b' }, null)).toBeUndefined();
  });

  it('stand always the facts and the credentials, and what the judge kept', () => {
    const finding = { ...findingOf('ok'), metadata: { kept: true } };
    expect(withFacts(finding, { model: 'a' }, [], null).metadata).toEqual({ kept: true, facts: { model: 'a' }, credentials: [] });
  });
});

describe('what was measured of an answer', () => {
  const measured = (answer: unknown, measures?: (answer: never) => Record<string, number | null | undefined>) =>
    withMeasures(findingOf('ok'), measures ? { measures } : {}, { answer } as Evidence<unknown>).metadata;

  it('stands beside the finding, as far as the provider said it', () => {
    expect(measured({ n: 3 }, ({ n }: { n: number }) => ({ tokens: n, bytes: null, width: undefined }))).toEqual({
      measures: { tokens: 3 },
    });
  });

  it('is nothing where there is no answer, or nobody measures', () => {
    expect(measured(null, () => ({ tokens: 1 }))).toEqual({});
    expect(measured({})).toEqual({});
  });
});
