import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closedPort, serveHttp, serveTcp, type LoopbackServer } from '#test/support/loopback-server.ts';
import { openSandboxStandIn, type SandboxStandIn } from '#test/support/sandbox-stand-in.ts';
import { createSandboxControl } from '#web/app/sandbox-control.server.ts';

describe('the panel’s hold on the sandbox', () => {
  let sandbox: SandboxStandIn;
  beforeEach(async () => {
    sandbox = await openSandboxStandIn();
  });
  afterEach(() => sandbox.close());

  it('lists what can be broken, and since when what is', async () => {
    const { client } = sandbox;
    await client.break('bruma.token_gone');
    const [gone, other] = await client.faults();
    expect(gone).toMatchObject({ id: 'bruma.token_gone', group: 'bruma', checks: ['bruma.ingest'], brokenAt: expect.any(Date) as Date });
    expect(other).toMatchObject({ group: 'aurora.north', brokenAt: null });
    expect(await client.broken()).toEqual([gone]);
  });

  it('heals one or all, and tells what a healing was', async () => {
    const { client } = sandbox;
    for (const fault of ['bruma.token_gone', 'aurora.text_wrong', 'bruma.token_gone']) await client.break(fault);
    expect(await client.heal('bruma.token_gone')).toBe(1);
    expect(await client.heal('bruma.token_gone')).toBe(1);
    expect(await client.heal()).toBe(2);
    const healing = await client.healing(2);
    expect(healing).toMatchObject({ number: 2, faults: [{ id: 'aurora.text_wrong' }] });
    expect(healing!.healedAt.getTime()).toBeGreaterThanOrEqual(healing!.brokenAt.getTime());
    expect(await client.healing(3)).toBe(null);
  });

  it('has nothing to tell of a healing where nothing was broken', async () => {
    expect(await sandbox.client.heal()).toBe(null);
  });

  it('names the fault that there is not', async () => {
    await expect(sandbox.client.break('bruma.nothing')).rejects.toMatchObject({
      name: 'UnknownFault',
      message: 'There is no fault named bruma.nothing.',
    });
  });
});

describe('a sandbox that is gone', () => {
  const servers: LoopbackServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  const away = { name: 'SandboxAway' };
  const at = (server: LoopbackServer) => (servers.push(server), createSandboxControl(server.url, 100));

  it('is away at once where nobody listens', async () => {
    await expect(createSandboxControl(`http://127.0.0.1:${await closedPort()}`).faults()).rejects.toMatchObject(away);
  });

  it('is away in time where it takes the connection and is silent, or stops within its answer', async () => {
    await expect(at(await serveTcp(() => {})).broken()).rejects.toMatchObject(away);
    const half = await serveHttp(
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"fau'),
    );
    await expect(at(half).broken()).rejects.toMatchObject(away);
  });

  it('is away where another answers in its place', async () => {
    const other = await serveHttp((_request, response) => void response.end('{"hello":"there"}'));
    await expect(at(other).broken()).rejects.toMatchObject(away);
    const page = await serveHttp((_request, response) => void response.end('<html>'));
    await expect(at(page).heal()).rejects.toMatchObject(away);
  });
});
