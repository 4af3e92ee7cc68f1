import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createCA, createCert } from 'mkcert';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { createClockWitness } from '#activities/transport/clock-witness.ts';
import { trustAuthority } from '#activities/transport/trust-authority.ts';
import { withoutWrongClock } from '#activities/without-wrong-clock.ts';
import { exchangeOf } from '#test/support/judge-made-up.ts';
import { closedPort } from '#test/support/loopback-server.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);
const certificate = (from: number, to: number) => ({
  subject: 'api.test',
  issuer: 'Acme CA',
  validFrom: inDays(from).toISOString(),
  validTo: inDays(to).toISOString(),
  fingerprint: 'AA',
});
const peerOf = (from: number, to: number) => ({ address: '192.0.2.1', protocol: 'TLSv1.3', certificate: certificate(from, to) });

const refused = (code: string, from: number, to: number): Exchange =>
  exchangeOf('GET', 200, { status: null, peer: peerOf(from, to), trouble: { phase: 'tls', code, message: code } });
const expired = refused('CERT_HAS_EXPIRED', -90, -10);
const tooYoung = refused('CERT_NOT_YET_VALID', 10, 90);
const evidenceOf = (...exchanges: Exchange[]): Evidence<unknown> => ({
  answer: null,
  error: { name: 'E', message: 'no', code: null, status: null },
  timedOut: false,
  exchanges,
  afterwards: [],
  files: [],
  durationMs: 9,
  wallClock: new Date(),
});
const answered = (days: number): Evidence<unknown> =>
  evidenceOf(exchangeOf('GET', 200, { peer: peerOf(-30, 60), headers: { date: inDays(days).toUTCString() } }));

/** What comes out of a certificate that Node calls out of date, after these were met and with these hosts to ask. */
async function comesOut(exchange: Exchange, { met = [] as Evidence<unknown>[], hosts = [] as string[], latelyMs = 600_000 } = {}) {
  const witness = createClockWitness(hosts, { latelyMs });
  for (const one of met) witness.note(one);
  const evidence = evidenceOf(exchange);
  const context = { service: 'Aurora', addressVariable: 'AURORA_URL', doc: 'docs/checks/aurora.md', deadlineMs: 10_000 };
  return withoutWrongClock(judgeTransport(evidence, context)!, evidence, witness);
}
const OURS = { status: 'unknown', failure_class: 'clock', hint: { id: 'CLOCK' } };
const THEIRS = { status: 'fail', failure_class: 'tls' };

describe('a certificate that is out of date by our clock', () => {
  it('is the provider’s fault where somebody else has told the same time', async () => {
    expect(await comesOut(expired, { met: [answered(0)] })).toMatchObject(THEIRS);
    expect(await comesOut(tooYoung, { met: [answered(0)] })).toMatchObject(THEIRS);
  });

  it('is our clock’s where it is good by the time that somebody else has told', async () => {
    const finding = await comesOut(expired, { met: [answered(-40)] });
    expect(finding).toMatchObject({ ...OURS, metadata: { looked_like: { failure_class: 'tls' } } });
    expect(await comesOut(tooYoung, { met: [answered(40)] })).toMatchObject(OURS);
    expect(await comesOut(expired, { met: [answered(-100)] })).toMatchObject(THEIRS);
  });

  it('is the provider’s fault where nobody can tell the time', async () => {
    expect(await comesOut(expired)).toMatchObject(THEIRS);
    expect(await comesOut(expired, { met: [evidenceOf(tooYoung), answered(-40)], latelyMs: 0 })).toMatchObject(THEIRS);
    expect(await comesOut(expired, { hosts: [`127.0.0.1:${await closedPort()}`] })).toMatchObject(THEIRS);
  });

  it('is judged as ever where it is wrong in another way', async () => {
    const selfSigned = refused('DEPTH_ZERO_SELF_SIGNED_CERT', -90, -10);
    expect(await comesOut(selfSigned, { met: [answered(-40)] })).toMatchObject(THEIRS);
  });
});

describe('where nobody has told the time yet, a reference host', () => {
  const open: { close(): void }[] = [];
  const hosts = { right: '', behind: '', expired: '', timeless: '' };
  beforeAll(async () => {
    const ca = await createCA({ organization: 'Clock tests', countryCode: 'XX', state: 'none', locality: 'loopback', validity: 2 });
    trustAuthority(ca.cert);
    const serve = async (validity: number, date: Date | null) => {
      const { key, cert } = await createCert({ ca, domains: ['127.0.0.1'], validity });
      const server = createServer({ key, cert }, (_, response) => {
        response.sendDate = false;
        response.writeHead(404, date ? { date: date.toUTCString() } : {}).end();
      });
      open.push(server);
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return `127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    Object.assign(hosts, {
      right: await serve(1, inDays(0)),
      behind: await serve(1, inDays(-40)),
      expired: await serve(-1, inDays(0)),
      timeless: await serve(1, null),
    });
  });
  afterAll(() => open.forEach((server) => server.close()));

  it('tells it: the fault is whose it is', async () => {
    expect(await comesOut(expired, { hosts: [hosts.right] })).toMatchObject(THEIRS);
    expect(await comesOut(expired, { hosts: [hosts.behind] })).toMatchObject(OURS);
  });

  it('that is out of date as well says that it is our clock, unless another one is not', async () => {
    expect(await comesOut(expired, { hosts: [hosts.expired] })).toMatchObject(OURS);
    expect(await comesOut(expired, { hosts: [hosts.expired, hosts.right] })).toMatchObject(THEIRS);
    expect(await comesOut(expired, { hosts: [hosts.expired, hosts.timeless] })).toMatchObject(THEIRS);
  });
});
