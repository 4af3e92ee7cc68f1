import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSandbox, type OpenSandbox } from '#scripts/sandbox/open-sandbox.ts';
import { axiomSandbox } from '#scripts/sandbox/axiom.ts';

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
