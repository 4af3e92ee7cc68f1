import { describe, expect, it } from 'vitest';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { judgeNetwork } from '#activities/network/judge-network.ts';
import type { HostFacts } from '#activities/network/network-check.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const thresholds = { certificate_warn_days: 14, certificate_fail_days: 3, skew_warn_s: 30, dns_warn_ms: 500 };
const context = { service: 'Axiom', deadlineMs: 10_000, doc: 'docs/checks/axiom.network.md', thresholds };

const host = (name: string, more: Partial<HostFacts> = {}): HostFacts => ({
  host: name,
  variable: 'AXIOM_URL',
  v4: { addresses: ['192.0.2.1'], ms: 3, code: null },
  v6: { addresses: [], ms: 3, code: 'ENOTFOUND' },
  ...more,
});
const daysFromNow = (days: number) => new Date(NOW.getTime() + days * 86_400_000).toISOString();
const exchange = (name: string, more: Partial<Exchange> & { days?: number; date?: string } = {}): Exchange => ({
  method: 'HEAD',
  host: name,
  url: `https://${name}/`,
  status: 404,
  headers: { date: more.date ?? NOW.toUTCString() },
  requestId: null,
  bodyText: '',
  bodyBytes: 0,
  timings: { dns: 1, tcp: 1, tls: 1, firstByte: 4, total: 5 },
  peer: {
    address: '192.0.2.1',
    protocol: 'TLSv1.3',
    certificate: {
      subject: name,
      issuer: 'Acme CA',
      validFrom: daysFromNow(-30),
      validTo: daysFromNow(more.days ?? 60),
      fingerprint: 'AA:BB',
    },
  },
  trouble: null,
  ...more,
});
function judged(exchanges: Exchange[], hosts = exchanges.map((one) => host(one.host)), more: Partial<Evidence<never>> = {}) {
  return judgeNetwork(
    { answer: { hosts }, error: null, timedOut: false, exchanges, afterwards: [], files: [], durationMs: 9, wallClock: NOW, ...more },
    context,
  );
}

describe('the way to a host', () => {
  it('is open where name, connection, certificate and clock hold, whatever status comes back, and of one address family', () => {
    const finding = judged([exchange('api.example')]);
    expect(finding).toMatchObject({ status: 'ok', http_status: null, summary: 'api.example answers; the certificate holds for 60 days.' });
    expect(finding.metadata['hosts']).toMatchObject([
      { host: 'api.example', status: 404, days_left: 60, skew_s: expect.closeTo(0), v6: { code: 'ENOTFOUND' } },
    ]);
  });

  it('claims nothing of what it did not ask for', () => {
    const rungs = Object.fromEntries(judged([exchange('api.example')]).rungs.map(({ name, status }) => [name, status]));
    expect(rungs).toEqual({
      dns: 'ok',
      tcp: 'ok',
      tls: 'ok',
      http: 'ok',
      auth: 'not_reached',
      permission: 'not_reached',
      function: 'not_reached',
    });
  });

  it.each([
    [14, 'ok'],
    [13.9, 'warn'],
    [3, 'warn'],
    [2.9, 'fail'],
  ])('with a certificate that holds for %d days is %s', (days, status) => {
    expect(judged([exchange('api.example', { days })])).toMatchObject({ status, failure_class: status === 'ok' ? null : 'expiring' });
  });

  it('says which certificate ends when, and whose it is to renew', () => {
    const finding = judged([exchange('api.example', { days: 5 })]);
    expect(finding.summary).toBe('The certificate of api.example ends in 5 days, on 2026-03-06.');
    expect(finding.hint!.steps.join(' ')).toMatch(/issued by Acme CA.*AXIOM_URL.*Axiom’s own/);
  });

  it.each([
    ['Sun, 01 Mar 2026 12:00:30 GMT', 'ok', ''],
    ['Sun, 01 Mar 2026 12:00:31 GMT', 'warn', '31 s behind'],
    ['Sun, 01 Mar 2026 11:59:30 GMT', 'ok', ''],
    ['Sun, 01 Mar 2026 11:50:00 GMT', 'warn', '600 s ahead of'],
  ])('that says %s at noon is %s', (date, status, words) => {
    const finding = judged([exchange('api.example', { date })]);
    expect(finding).toMatchObject({ status, failure_class: status === 'ok' ? null : 'clock' });
    // Nothing that answers with an old Date makes us look late.
    if (status === 'warn') expect(finding.hint!.steps[2]).toContain(finding.summary.includes('behind') ? 'clock is ahead' : 'an old Date');
    expect(finding.summary).toContain(words);
  });

  it('is not called short by our clock alone, nor by the host’s alone: the clock is what is off', () => {
    const ahead = exchange('api.example', { days: 2, date: new Date(NOW.getTime() - 80 * 86_400_000).toUTCString() });
    expect(judged([ahead])).toMatchObject({ status: 'warn', failure_class: 'clock', metadata: { hosts: [{ days_left: 82 }] } });
    const behind = exchange('api.example', { days: 82, date: new Date(NOW.getTime() + 80 * 86_400_000).toUTCString() });
    expect(judged([behind])).toMatchObject({ status: 'warn', failure_class: 'clock' });
    expect(judged([exchange('api.example', { days: 2, date: new Date(NOW.getTime() - 40_000).toUTCString() })])).toMatchObject({
      status: 'fail',
      failure_class: 'expiring',
    });
  });

  it('holds no longer than the chain that carries its certificate', () => {
    const made = exchange('api.example');
    const certificate = {
      ...made.peer!.certificate!,
      endsFirst: { subject: 'Acme Between', issuer: 'Acme Root', validTo: daysFromNow(2) },
    };
    const finding = judged([{ ...made, peer: { ...made.peer!, certificate } }]);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'expiring' });
    expect(finding.summary).toBe('A certificate that carries that of api.example ends in 2 days, on 2026-03-03.');
    expect(finding.hint!.steps[0]).toContain('Acme Between');
  });

  it('is no matter of our clock where a host gives no time', () => {
    expect(judged([{ ...exchange('api.example'), headers: {} }]).status).toBe('ok');
  });

  it.each([
    [500, 'ok'],
    [501, 'warn'],
  ])('whose name takes %d ms to look up is %s', (ms, status) => {
    const slow = host('api.example', { v6: { addresses: [], ms, code: null } });
    expect(judged([exchange('api.example')], [slow])).toMatchObject({ status, failure_class: status === 'ok' ? null : 'slow' });
  });

  it('is closed where one of two hosts is not reached: that one is named, with its variable', () => {
    const gone = exchange('edge.example', {
      status: null,
      trouble: { phase: 'tcp', code: 'ECONNREFUSED', message: 'refused' },
      headers: {},
    });
    const hosts = [host('api.example'), host('edge.example', { variable: 'AXIOM_EDGE_URL' })];
    for (const exchanges of [
      [exchange('api.example'), gone],
      [gone, exchange('api.example')],
    ]) {
      const finding = judged(exchanges, hosts);
      expect(finding).toMatchObject({ status: 'fail', failure_class: 'connect' });
      expect(finding.summary).toContain('edge.example');
      expect(finding.hint!.steps.join(' ')).toContain('AXIOM_EDGE_URL');
      expect(finding.rungs.find(({ status }) => status === 'fail')!.name).toBe('tcp');
    }
  });

  it('names a host that is silent, and where, though the other one answered', () => {
    const silent = exchange('edge.example', { status: null, trouble: { phase: 'tls', code: 'TimeoutError', message: '' }, headers: {} });
    const finding = judged([silent, exchange('api.example')]);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'timeout' });
    expect(finding.summary).toContain('edge.example');
    expect(finding.rungs.find(({ status }) => status === 'fail')!.name).toBe('tls');
  });

  it('is barred by a proxy that wants to know who asks', () => {
    expect(judged([exchange('api.example', { status: 407 })])).toMatchObject({ status: 'fail', failure_class: 'proxy' });
  });

  it('is not found where no name was resolved in time', () => {
    const finding = judged([], [], { answer: null, timedOut: true });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'timeout' });
    expect(finding.rungs.find(({ status }) => status === 'fail')!.name).toBe('dns');
  });

  it('shows the worst first: what is broken before what ends in a day, that before the clock, the clock before what ends in a week', () => {
    const week = exchange('a.example', { days: 7 });
    const skewed = exchange('b.example', { date: 'Sun, 01 Mar 2026 11:50:00 GMT' });
    const day = exchange('c.example', { days: 1 });
    const broken = exchange('d.example', { status: null, trouble: { phase: 'dns', code: 'ENOTFOUND', message: '' }, headers: {} });
    expect(judged([week, skewed, day, broken]).failure_class).toBe('dns');
    expect(judged([week, skewed, day]).summary).toContain('c.example');
    expect(judged([week, skewed]).failure_class).toBe('clock');
    expect(judged([week, exchange('b.example')]).summary).toContain('a.example');
  });
});
