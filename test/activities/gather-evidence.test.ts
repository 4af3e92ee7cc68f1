import { describe, expect, it } from 'vitest';
import { defineCapability, type ProbeTools } from '#activities/capability.ts';
import { gatherEvidence } from '#activities/gather-evidence.ts';
import { well } from '#activities/judging/findings.ts';
import { closedPort, serveTcp } from '#test/support/loopback-server.ts';

function probing(probe: (tools: ProbeTools) => Promise<unknown>, deadlineMs = 5_000) {
  return defineCapability({
    kind: 'axiom',
    capability: 'made_up',
    title: '',
    why: '',
    does: '',
    costUsd: 0,
    expensive: false,
    baseline: false,
    cadenceMs: null,
    requires: [],
    deadlineMs,
    thresholds: {},
    probe,
    judge: (evidence) => well(evidence, { summary: '' }),
  });
}

const secrets: string[] = [];
const gather = (capability: ReturnType<typeof probing>, cancelled = new AbortController().signal) =>
  gatherEvidence(capability, {} as never, { runId: 'run-1', probeId: 'probe-1', cancelled, onSecret: (value) => secrets.push(value) });

describe('evidence', () => {
  it('is the answer, with the files that were kept, the secrets declared, and how long it took', async () => {
    const evidence = await gather(
      probing((tools) => {
        tools.keep({ name: 'a.txt', type: 'text/plain', bytes: Buffer.from(`${tools.runId} ${tools.probeId}`) });
        tools.secret('minted-token');
        return Promise.resolve({ said: 'OK' });
      }),
    );
    expect(evidence).toMatchObject({ answer: { said: 'OK' }, error: null, timedOut: false, exchanges: [] });
    expect(evidence.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['a.txt', 'run-1 probe-1']]);
    expect(secrets).toContain('minted-token');
    expect(evidence.durationMs).toBeGreaterThanOrEqual(0);
    expect(Math.abs(evidence.wallClock.getTime() - Date.now())).toBeLessThan(5_000);
  });

  it.each([
    ['an Error', new Error('broken'), { name: 'Error', message: 'broken', code: null, status: null }],
    [
      'an SDK’s error',
      Object.assign(new Error('no'), { name: 'ApiError', status: 403, code: 'E_NO' }),
      { name: 'ApiError', message: 'no', code: 'E_NO', status: 403 },
    ],
    [
      'an AWS error',
      Object.assign(new Error('no'), { $metadata: { httpStatusCode: 404 } }),
      { name: 'Error', message: 'no', code: null, status: 404 },
    ],
    ['no error at all', 'a word', { name: 'Error', message: 'a word', code: null, status: null }],
  ])('is %s as plain facts, where the SDK throws it', async (_, thrown, facts) => {
    expect(await gather(probing(() => Promise.reject(thrown)))).toMatchObject({ answer: null, error: facts, timedOut: false });
  });

  it('holds what went out over the wire, also where it failed', async () => {
    const port = await closedPort();
    const evidence = await gather(probing(async (tools) => void (await tools.fetch(`http://127.0.0.1:${port}/x`))));
    expect(evidence.exchanges).toMatchObject([{ url: `http://127.0.0.1:${port}/x`, trouble: { phase: 'tcp', code: 'ECONNREFUSED' } }]);
  });
});

describe('the deadline', () => {
  it('ends a request that hangs, and leaves it written down', async () => {
    const server = await serveTcp(() => {});
    const evidence = await gather(probing((tools) => tools.fetch(server.url), 200));
    expect(evidence).toMatchObject({ answer: null, timedOut: true, exchanges: [{ status: null, trouble: { phase: 'http' } }] });
    expect(evidence.durationMs).toBeLessThan(2_000);
    await server.close();
  });

  it('closes a socket whose TLS handshake nobody answers', async () => {
    let open = 0;
    const server = await serveTcp((socket) => {
      open += 1;
      socket.on('data', () => {}).on('close', () => (open -= 1));
    });
    const evidence = await gather(probing((tools) => tools.fetch(server.url.replace('http:', 'https:')), 200));
    expect(evidence).toMatchObject({ timedOut: true, exchanges: [{ trouble: { phase: 'tls' } }] });
    await expect.poll(() => open).toBe(0);
    await server.close();
  });

  it('ends a probe that listens to nobody', async () => {
    const evidence = await gather(probing(() => new Promise(() => {}), 100));
    expect(evidence).toMatchObject({ answer: null, timedOut: true, error: { name: 'Deadline' } });
    expect(evidence.durationMs).toBeLessThan(2_000);
  });
});

describe('a cancellation', () => {
  it('is no evidence: it rejects with its reason', async () => {
    const cancelling = new AbortController();
    const gathering = gather(
      probing(() => new Promise(() => {})),
      cancelling.signal,
    );
    cancelling.abort(new Error('cancelled by a person'));
    await expect(gathering).rejects.toThrow('cancelled by a person');
  });
});
