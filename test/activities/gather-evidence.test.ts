import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineCapability, type ProbeTools } from '#activities/capability.ts';
import { gatherEvidence } from '#activities/gather-evidence.ts';
import { createRedactor } from '#activities/redactor.ts';
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

const redactor = createRedactor(['s3cr3t-token']);
const gather = (capability: ReturnType<typeof probing>, cancelled = new AbortController().signal) =>
  gatherEvidence(capability, {} as never, { runId: 'run-1', probeId: 'probe-1', cancelled, redactor });

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
    expect(redactor.text('a minted-token')).toBe('a [redacted]');
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

  it('holds no secret, whoever said it, and no piece of one where a text was cut', async () => {
    const server = await serveTcp((socket) => {
      const body = `{"echo":"s3cr3t-token ${'x'.repeat(8_162)} s3cr3t-token and on"}`;
      socket.once('data', () =>
        socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
      );
    });
    const evidence = await gather(
      probing(async (tools) => {
        const said = await (await tools.fetch(`${server.url}/?t=s3cr3t-token`)).text();
        return { said, excerpt: tools.excerpt(`${'x'.repeat(15)}s3cr3t-token`, 20) };
      }),
    );
    const failed = await gather(probing(() => Promise.reject(new Error(`${'x'.repeat(1_990)}s3cr3t-token`))));
    for (const kept of [evidence, failed]) expect(JSON.stringify(kept)).not.toMatch(/s3cr3t/);
    expect(evidence.exchanges[0]!.bodyText).toMatch(/^\{"echo":"\[redacted\] x+ ?/);
    expect(evidence.answer).toMatchObject({ excerpt: 'xxxxxxxxxxxxxxx[reda' });
    await server.close();
  });

  it('holds no head of a secret that was minted from an answer too long to be kept whole', async () => {
    const server = await serveTcp((socket) => {
      const body = `{"padding":"${'x'.repeat(8_155)}","token":"minted-canary-token"}`;
      socket.once('data', () =>
        socket.end(`HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
      );
    });
    const evidence = await gather(
      probing(async (tools) => {
        const { token } = (await (await tools.fetch(server.url)).json()) as { token: string };
        tools.secret(token);
        return {};
      }),
    );
    expect(evidence.exchanges[0]!.bodyText).toMatch(/x","token":"\[redacted\]$/);
    expect(evidence.exchanges[0]!.bodyText).not.toContain('minted');
    await server.close();
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

  it('holds nothing of a probe that was over before: whoever still listens is told', async () => {
    let signal!: AbortSignal;
    const evidence = await gather(probing((tools) => Promise.resolve((signal = tools.signal).aborted), 60_000));
    expect(evidence).toMatchObject({ answer: false, timedOut: false });
    expect(signal.aborted).toBe(true);
  });

  it('ends a probe that listens to nobody', async () => {
    const evidence = await gather(probing(() => new Promise(() => {}), 100));
    expect(evidence).toMatchObject({ answer: null, timedOut: true, error: { name: 'Deadline' } });
    expect(evidence.durationMs).toBeLessThan(2_000);
  });
});

describe('what is to be done afterwards', () => {
  const asked: string[] = [];
  let server: Awaited<ReturnType<typeof serveTcp>>;
  beforeEach(async () => {
    asked.length = 0;
    server = await serveTcp((socket) =>
      socket.once('data', (data) => {
        const [method, path] = data.toString().split(' ');
        asked.push(`${method} ${path}`);
        if (path !== '/hangs') socket.end('HTTP/1.1 204 No Content\r\n\r\n');
      }),
    );
  });
  afterEach(() => server.close());
  const tidying = (path: string, work: (tools: ProbeTools) => Promise<unknown>, deadlineMs?: number) =>
    probing((tools) => {
      tools.afterwards(({ fetch }) => fetch(`${server.url}${path}`, { method: 'DELETE' }));
      return work(tools);
    }, deadlineMs);

  it('is done, and kept apart from what was probed', async () => {
    const evidence = await gather(tidying('/left', (tools) => tools.fetch(`${server.url}/work`)));
    expect(asked).toEqual(['GET /work', 'DELETE /left']);
    expect(evidence.exchanges.map(({ method }) => method)).toEqual(['GET']);
    expect(evidence.afterwards).toMatchObject([{ method: 'DELETE', status: 204, trouble: null }]);
  });

  it.each([
    ['the probe threw', () => Promise.reject(new Error('broken')), undefined],
    ['the deadline passed', (tools: ProbeTools) => tools.fetch(`${server.url}/hangs`), 200],
  ])('is done where %s', async (_, work, deadlineMs) => {
    expect(await gather(tidying('/left', work, deadlineMs))).toMatchObject({ answer: null, afterwards: [{ status: 204 }] });
    expect(asked.at(-1)).toBe('DELETE /left');
  });

  it('is done where the run was cancelled', async () => {
    const cancelling = new AbortController();
    const gathering = gather(
      tidying('/left', (tools) => {
        setImmediate(() => cancelling.abort(new Error('cancelled by a person')));
        return tools.fetch(`${server.url}/hangs`);
      }),
      cancelling.signal,
    );
    await expect(gathering).rejects.toThrow('cancelled by a person');
    expect(asked.at(-1)).toBe('DELETE /left');
  });

  it('has two seconds, and its failure is no failure of the probe', async () => {
    const evidence = await gather(tidying('/hangs', () => Promise.resolve({ said: 'OK' })));
    expect(evidence).toMatchObject({ answer: { said: 'OK' }, error: null, timedOut: false });
    expect(evidence.afterwards).toMatchObject([{ status: null, trouble: { code: 'TimeoutError' } }]);
    expect(evidence.durationMs).toBeLessThan(1_000);
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
