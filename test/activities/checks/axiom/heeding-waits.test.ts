import { afterEach, describe, expect, it } from 'vitest';
import { axiomClient } from '#activities/checks/axiom/client.ts';
import type { ProbeTools } from '#activities/capability.ts';
import { serveHttp, type LoopbackServer } from '#test/support/loopback-server.ts';

const opened: LoopbackServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

/** What the SDK comes to after a first answer, and what was asked of the server until then. */
async function asking(status: number, headers: Record<string, string>) {
  const asked: string[] = [];
  const server = await serveHttp((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    if (asked.length === 1) response.writeHead(status, headers).end('{"message":"not now"}');
    else response.end('[]');
  });
  opened.push(server);
  const settings = { token: 'xaat-1', dataset: 'events', orgId: null, url: server.url, edgeUrl: null };
  const client = axiomClient({ fetch: globalThis.fetch } as ProbeTools, settings);
  const list = () => client.datasets.list().catch((error: Error) => error.message);
  return { asked, first: await list(), list };
}

describe('an answer of Axiom’s', () => {
  it('that asks for a long wait is the last one: nothing more goes out, and what it said is what is told', async () => {
    const { asked, first, list } = await asking(503, { 'retry-after': '60' });
    expect(asked).toHaveLength(1);
    expect(first).toContain('failed with 503: not now');
    expect(await list(), 'asked once more, within the wait').toBe(first);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['asks for no wait', {}],
    ['asks for no longer than the SDK waits', { 'retry-after': '1' }],
  ])('that %s is followed by another try', async (_, headers) => {
    const { asked, first } = await asking(503, headers);
    expect(asked).toHaveLength(2);
    expect(first).toEqual([]);
  });

  it('that names a limit, but gives what was asked for, is no such answer', async () => {
    const { asked, list } = await asking(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' });
    await list();
    expect(asked).toHaveLength(2);
  });
});
