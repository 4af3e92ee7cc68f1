import type { LookupFunction, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defineCapability, type ProbeTools } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { gatherEvidence } from '#activities/gather-evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { createRedactor } from '#activities/redactor.ts';
import { createEgress } from '#activities/transport/egress.ts';
import { withoutEgress } from '#activities/without-egress.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { closedPort, serveHttp, serveTcp, type LoopbackServer } from '#test/support/loopback-server.ts';

let open: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(open.map((server) => server.close()));
  open = [];
});
async function using(server: Promise<LoopbackServer>): Promise<LoopbackServer> {
  open.push(await server);
  return server;
}
const nobody = async (): Promise<string> => `127.0.0.1:${await closedPort()}`;
const somebody = async (): Promise<string> => `127.0.0.1:${(await using(serveTcp(() => {}))).port}`;

/** What the doctor finds at an address before it asks anybody else, and by which evidence. */
async function examined(url: string, deadlineMs = 5_000): Promise<{ evidence: Evidence<unknown>; finding: Finding }> {
  const judge = (evidence: Evidence<unknown>): Finding =>
    judgeTransport(evidence, { service: 'Axiom', addressVariable: 'AXIOM_URL', doc: '', deadlineMs }) ??
    well(evidence, { summary: 'Well.' });
  const said = {
    title: '',
    why: '',
    does: '',
    costUsd: 0.01,
    expensive: false,
    baseline: false,
    cadenceMs: null,
    requires: [],
    thresholds: {},
  };
  const probe = async (tools: ProbeTools): Promise<unknown> => (await tools.fetch(url)).status;
  const capability = defineCapability<'axiom', unknown>({ ...said, kind: 'axiom', capability: 'made_up', deadlineMs, probe, judge });
  const cancelled = new AbortController().signal;
  const evidence = await gatherEvidence(capability, {} as never, { runId: 'r', probeId: 'p', cancelled, redactor: createRedactor([]) });
  return { evidence, finding: judge(evidence) };
}
const findingAt = async (url: string): Promise<Finding> => (await examined(url)).finding;

describe('a provider that is not reached', () => {
  it.each([
    ['takes no connection', nobody, 'connect'],
    ['has no address', () => Promise.resolve('no-such-host.invalid'), 'dns'],
  ])('because it %s, is not blamed while no reference host is reached either', async (_, provider, failureClass) => {
    const before = await findingAt(`http://${await provider()}/`);
    expect(before).toMatchObject({ status: 'fail', failure_class: failureClass });
    const hosts = [await nobody(), 'no-such-host.invalid:443'];
    const finding = await withoutEgress(before, createEgress(hosts));
    expect(finding).toMatchObject({
      status: 'unknown',
      failure_class: 'no_egress',
      rungs: [],
      hint: { id: 'NO_EGRESS' },
      metadata: {
        looked_like: { failure_class: failureClass, summary: before.summary, rungs: before.rungs },
        reference_hosts: hosts,
        exchanges: before.metadata['exchanges'],
      },
    });
    for (const host of hosts) expect(`${finding.summary} ${finding.hint!.steps.join()}`).toContain(host);
    expect(finding.hint!.steps[0]).toContain(`nc -vz ${hosts[0]!.replace(':', ' ')}`);
  });

  it('is blamed as soon as one reference host is reached', async () => {
    const before = await findingAt(`http://${await nobody()}/`);
    expect(await withoutEgress(before, createEgress([await nobody(), await somebody()]))).toBe(before);
  });

  it('is blamed where another provider is still reached, but not because one was', async () => {
    const before = await findingAt(`http://${await nobody()}/`);
    const other = await serveHttp((_, response) => response.end('{}'));
    const egress = createEgress([await nobody()]);
    egress.noteReached([{ url: other.url, status: 200 }]);
    expect(await withoutEgress(before, egress)).toBe(before);
    await other.close();
    expect(await withoutEgress(before, egress)).toMatchObject({ failure_class: 'no_egress' });
  });

  it('is blamed where nobody is to be asked', async () => {
    const before = await findingAt(`http://${await nobody()}/`);
    expect(await withoutEgress(before, createEgress([]))).toBe(before);
  });

  it.each([
    ['its answer never came', (open: string) => open, () => {}, 'timeout'],
    ['it broke the connection', (open: string) => open, (socket: Socket) => socket.destroy(), 'connect'],
    ['it broke the handshake', (open: string) => open.replace('http:', 'https:'), (socket: Socket) => socket.destroy(), 'tls'],
  ])('because %s, is blamed while it takes connections, and not once nobody does', async (_, addressOf, meet, failureClass) => {
    const provider = await serveTcp(meet);
    const { evidence, finding: before } = await examined(addressOf(provider.url), 200);
    expect(before).toMatchObject({ status: 'fail', failure_class: failureClass });
    const egress = createEgress([await nobody()]);
    egress.noteReached(evidence.exchanges);
    expect(await withoutEgress(before, egress)).toBe(before);
    await provider.close();
    expect(await withoutEgress(before, egress)).toMatchObject({ status: 'unknown', failure_class: 'no_egress' });
  });
});

describe('nobody is asked', () => {
  it('about a provider that answered, whatever it said', async () => {
    let asked = 0;
    const egress = { hosts: ['h:1'], noteReached: () => {}, isLost: () => Promise.resolve(++asked > 0) };
    const sick = await using(serveHttp((_, response) => response.writeHead(500).end('{}')));
    const fine = await using(serveHttp((_, response) => response.end('{}')));
    for (const [url, failureClass] of [
      [sick.url, 'server_error'],
      [fine.url, null],
    ] as const) {
      const finding = await findingAt(url);
      expect(finding.failure_class).toBe(failureClass);
      expect(await withoutEgress(finding, egress)).toBe(finding);
    }
    expect(asked).toBe(0);
  });

  it('about what is only a warning', async () => {
    const nothing = {
      answer: null,
      error: null,
      timedOut: false,
      exchanges: [],
      afterwards: [],
      files: [],
      durationMs: 0,
      wallClock: new Date(),
    };
    const hint = { id: 'X', title: 'X', steps: ['X'], doc: '' };
    const warning = ill(nothing, { status: 'warn', failureClass: 'connect', rung: 'tcp', summary: '', hint });
    expect(await withoutEgress(warning, createEgress([await nobody()]))).toBe(warning);
  });
});

describe('the reference hosts', () => {
  it('are asked once for all checks that want to know at the same time, and again afterwards', async () => {
    let connections = 0;
    const host = await serveTcp(() => (connections += 1));
    const egress = createEgress([`127.0.0.1:${host.port}`]);
    expect(await Promise.all([egress.isLost(), egress.isLost(), egress.isLost()])).toEqual([false, false, false]);
    await expect.poll(() => connections).toBe(1);
    expect(await egress.isLost()).toBe(false);
    await expect.poll(() => connections).toBe(2);
    await host.close();
    expect(await egress.isLost()).toBe(true);
  });

  it('are not asked again in the next moment where none was reached, unless a provider is', async () => {
    const port = await closedPort();
    const egress = createEgress([`127.0.0.1:${port}`]);
    expect(await egress.isLost()).toBe(true);
    let connections = 0;
    const provider = await using(serveTcp(() => (connections += 1)));
    expect(await egress.isLost()).toBe(true);
    egress.noteReached([
      { url: 'https://[redacted].example/', status: 200 },
      { url: provider.url, status: 200 },
    ]);
    expect(await egress.isLost()).toBe(false);
    await expect.poll(() => connections).toBe(1);
  });

  it.each([
    ['by its address', { url: 'http://169.254.169.254/computeMetadata/v1/', status: 200 }],
    ['by its name', { url: 'http://metadata.google.internal/computeMetadata/v1/', status: 200 }],
  ])('are not joined by a metadata server, %s: it is on the machine’s own link', async (_, exchange) => {
    // As nobody else is there, nobody is asked again within a moment: who joins would be.
    const egress = createEgress([`127.0.0.1:${await closedPort()}`]);
    const lost = egress.isLost();
    egress.noteReached([exchange]);
    expect(egress.isLost()).toBe(lost);
    const provider = { address: '169.254.1.1', protocol: null, certificate: null };
    egress.noteReached([{ url: 'http://metadata.example/', status: 200, peer: provider }]);
    expect(egress.isLost()).toBe(lost);
    egress.noteReached([{ url: 'http://127.0.0.1:9/', status: 200 }]);
    expect(egress.isLost()).not.toBe(lost);
    await lost;
  });

  it('resolves the hosts’ names where the probes resolve theirs', async () => {
    const { port } = await using(serveTcp(() => {}));
    const hosts = [`reference.greenlight.test:${port}`];
    const lookup: LookupFunction = (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]);
    expect(await createEgress(hosts, { lookup }).isLost()).toBe(false);
    expect(await createEgress(hosts).isLost()).toBe(true);
  });

  it('that are silent are not waited for', async () => {
    // An address that is kept for documents: packets to it go nowhere, or a network says at once what it thinks of them.
    const egress = createEgress(['192.0.2.1:443'], { withinMs: 100 });
    const began = performance.now();
    await egress.isLost();
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('may be given by an address of IPv6', async () => {
    expect(await createEgress([`[::1]:${await closedPort()}`]).isLost()).toBe(true);
  });
});
