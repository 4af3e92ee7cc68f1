import { expect, it } from 'vitest';
import { rungsOf } from '#activities/judging/rungs.ts';
import { exchangeOf } from '#test/support/judge-made-up.ts';
import type { Evidence } from '#activities/evidence.ts';

const took = (timings: Evidence<unknown>['exchanges'][number]['timings']) => {
  const evidence = { exchanges: [exchangeOf('GET', 200, { timings })], durationMs: 90 } as unknown as Evidence<unknown>;
  return Object.fromEntries(rungsOf(evidence, null).map(({ name, duration_ms }) => [name, duration_ms]));
};

it('each rung is told how long it took itself: the answer without the way to the host', () => {
  expect(took({ dns: 5, tcp: 10, tls: 15, firstByte: 70, total: 80 })).toMatchObject({ dns: 5, tcp: 10, tls: 15, http: 40 });
});

it('an answer over a connection that stood already took all of the time, and none took none', () => {
  expect(took({ dns: null, tcp: null, tls: null, firstByte: 70, total: 80 })).toMatchObject({ http: 70 });
  expect(took({ dns: 5, tcp: 10, tls: 15, firstByte: null, total: 80 })).toMatchObject({ http: null });
});

it('what held says what it showed: who answered, over what and for how long, with which status', () => {
  const exchange = exchangeOf('GET', 403, {
    headers: { date: 'Thu, 01 Jan 2026 00:00:00 GMT' },
    peer: {
      address: '192.0.2.7',
      protocol: 'TLSv1.3',
      certificate: {
        subject: 'bruma',
        issuer: 'us',
        validFrom: '2025-01-01T00:00:00Z',
        validTo: '2026-03-13T00:00:00Z',
        fingerprint: 'AA',
      },
    },
  });
  const evidence = { exchanges: [exchange], durationMs: 90, wallClock: new Date('2026-01-01T00:00:00Z') } as unknown as Evidence<unknown>;
  const details = Object.fromEntries(rungsOf(evidence, 'auth', 'refused').map(({ name, detail }) => [name, detail]));
  expect(details).toEqual({
    ...{ dns: '192.0.2.7', tcp: null, tls: '71 d left, TLS 1.3', http: '403' },
    ...{ auth: 'refused', permission: null, function: null },
  });
});

it('what was not reached shows nothing', () => {
  const exchange = exchangeOf('GET', 200, { peer: { address: '192.0.2.7', protocol: null, certificate: null } });
  const evidence = { exchanges: [exchange], durationMs: 90, wallClock: new Date() } as unknown as Evidence<unknown>;
  expect(rungsOf(evidence, 'tcp', 'refused').map(({ detail }) => detail)).toEqual(['192.0.2.7', 'refused', null, null, null, null, null]);
});
