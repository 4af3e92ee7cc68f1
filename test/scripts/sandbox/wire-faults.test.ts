import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as tlsConnect } from 'node:tls';
import { Agent, fetch } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookupAt } from '#activities/transport/lookup-at.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { openSandbox, type OpenSandbox } from '#scripts/sandbox/open-sandbox.ts';
import { axiomSandbox } from '#scripts/sandbox/axiom.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
let folder: string;
let sandbox: OpenSandbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight-sandbox-'));
  sandbox = await openSandbox({ folder, providers: [axiomSandbox] });
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Shakes hands as a client that trusts the sandbox's authority alone. */
function shakeHands(): Promise<{ daysLeft: number; code: string | null }> {
  const { hostname: host, port } = new URL(sandbox.origins['axiom']!);
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({ host, port: Number(port), servername: '', ca: sandbox.ca, rejectUnauthorized: false }, () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to);
      const { authorizationError } = socket as { authorizationError: unknown };
      resolve({ daysLeft: Math.round((until - Date.now()) / DAY_MS), code: authorizationError ? String(authorizationError) : null });
      socket.destroy();
    }).once('error', reject);
  });
}

it('shows a certificate with five days left, and the right one again when it is healed', async () => {
  await sandbox.break('axiom.cert_expiring');
  expect(await shakeHands()).toEqual({ daysLeft: 5, code: null });
  await sandbox.heal('axiom.cert_expiring');
  expect(await shakeHands()).toEqual({ daysLeft: 825, code: null });
});

it('keeps its authority over a restart, and what is broken with it', async () => {
  const { ca } = sandbox;
  await sandbox.break('axiom.cert_expired');
  await sandbox.close();
  sandbox = await openSandbox({ folder, providers: [axiomSandbox] });
  expect(sandbox.ca).toBe(ca);
  expect(await shakeHands()).toEqual({ daysLeft: -1, code: 'CERT_HAS_EXPIRED' });
});

it('lets the lowest fault be met where several are on', async () => {
  for (const kind of ['server_error', 'cert_expired', 'closed']) await sandbox.break(`axiom.${kind}`);
  await expect(shakeHands()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await sandbox.heal('axiom.closed');
  expect((await shakeHands()).code).toBe('CERT_HAS_EXPIRED');
});

it.each([
  ['date_ahead', 2],
  ['date_behind', -2],
] as const)('gives under %s its Date %d minutes off, and the same answer', async (kind, minutes) => {
  const agent = new Agent({ connect: { ca: sandbox.ca } });
  const ask = async () => {
    const response = await fetch(`${sandbox.origins['axiom']}/v2/datasets`, {
      dispatcher: agent,
      headers: { authorization: `Bearer ${sandbox.variables['AXIOM_TOKEN']}` },
    });
    const { date, ...headers } = Object.fromEntries(response.headers);
    const off = (Date.parse(date!) - Date.now()) / MINUTE_MS;
    return { off, said: [response.status, Object.keys(headers), await response.json()] };
  };
  const before = await ask();
  await sandbox.break(`axiom.${kind}`);
  const during = await ask().finally(() => agent.close());
  expect(before.off).toBeCloseTo(0, 0);
  expect(during.off).toBeCloseTo(minutes, 0);
  expect(during.said).toEqual(before.said);
});

it('shares no name of a fault with any provider', async () => {
  const whole = await openSandbox({ folder: join(folder, 'whole'), providers: PROVIDERS });
  const ids = whole.faults.map(({ id }) => id);
  await whole.close();
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe('a name of the sandbox', () => {
  const reach = (address: string) => {
    const lookup = lookupAt(sandbox.variables['GREENLIGHT_DNS_SERVER']!);
    const agent = new Agent({ connect: { ca: sandbox.ca, lookup } });
    return fetch(address, { dispatcher: agent }).then(
      async (response) => {
        await response.text();
        await agent.close();
        return response.status;
      },
      (error: Error) => (error.cause as { code?: string }).code,
    );
  };
  const address = () => sandbox.variables['AXIOM_URL']!;

  it('leads to its host under a certificate for it, as does a bucket’s name before it', async () => {
    expect(address()).toMatch(/^https:\/\/axiom\.greenlight\.test:\d+$/);
    expect(await reach(address())).toBe(401);
    expect(await reach(address().replace('axiom.', 'a-bucket.axiom.'))).toBe(401);
    expect(await reach(address().replace('axiom.', 'notaxiom.'))).toBe('ENOTFOUND');
  });

  it('is gone while it is broken, the bucket’s too, and comes back; the numeric origin stays', async () => {
    await sandbox.break('axiom.no_name');
    expect(await reach(address())).toBe('ENOTFOUND');
    expect(await reach(address().replace('axiom.', 'a-bucket.axiom.'))).toBe('ENOTFOUND');
    expect(await reach(sandbox.origins['axiom']!)).toBe(401);
    await sandbox.heal();
    expect(await reach(address())).toBe(401);
  });

  it('stays where it was over a restart that is given the ports', async () => {
    const { variables, ports } = sandbox;
    await sandbox.close();
    sandbox = await openSandbox({ folder, providers: [axiomSandbox], ports });
    expect(sandbox.variables).toEqual(variables);
  });
});
