import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookupAt } from '#activities/transport/lookup-at.ts';
import { openNameServer, type NameServer } from '#scripts/sandbox/name-server.ts';
import { serveTcp, type LoopbackServer } from '#test/support/loopback-server.ts';

const known = new Set<string>();
let names: NameServer;
let server: LoopbackServer;
beforeEach(async () => {
  names = await openNameServer(0, (name) => known.has(name));
  server = await serveTcp((socket) => void socket.end('hello'));
  known.add('here.greenlight.test');
});
afterEach(async () => {
  known.clear();
  await Promise.allSettled([names.close(), server.close()]);
});

/** What a connection to the name, made as the probes make theirs, brings: the text, or the error's code. */
function hear(host: string, autoSelectFamily = true): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ host, port: server.port, autoSelectFamily, lookup: lookupAt(names.address) });
    socket.once('data', (data) => resolve(data.toString())).once('error', (error: NodeJS.ErrnoException) => resolve(error.code!));
  });
}

describe('a name, asked of one name server', () => {
  it.each([true, false])('leads there, whether all its addresses are wanted (%s) or one', async (all) => {
    expect(await hear('here.greenlight.test', all)).toBe('hello');
    expect(await hear('HERE.greenlight.test', all)).toBe('hello');
  });

  it('does not exist where the name server knows none, and is asked for anew each time', async () => {
    expect(await hear('there.greenlight.test')).toBe('ENOTFOUND');
    known.add('there.greenlight.test');
    expect(await hear('there.greenlight.test')).toBe('hello');
    known.delete('there.greenlight.test');
    expect(await hear('there.greenlight.test')).toBe('ENOTFOUND');
  });

  it('is not sought elsewhere where the name server is gone', async () => {
    await names.close();
    expect(await hear('here.greenlight.test')).toMatch(/^(ECONNREFUSED|ETIMEOUT)$/);
  });
});
