import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openIncidentBook } from '#scripts/sandbox/incident-book.ts';
import { openControl } from '#scripts/sandbox/open-control.ts';
import { CAST_FAULTS, openSandboxStandIn, type SandboxStandIn } from '#test/support/sandbox-stand-in.ts';

let sandbox: SandboxStandIn;
beforeEach(async () => {
  sandbox = await openSandboxStandIn();
});
afterEach(() => sandbox.close());

const post = async (path: string) => {
  const response = await fetch(sandbox.url + path, { method: 'POST' });
  return [response.status, await response.json()];
};

describe('the control of the sandbox', () => {
  it('breaks and heals for the command line, which asks for names alone', async () => {
    expect(await post('/break?fault=bruma.token_gone')).toEqual([200, { broken: ['bruma.token_gone'], healing: null }]);
    expect(await (await fetch(sandbox.url)).json()).toEqual({ broken: ['bruma.token_gone'] });
    expect(await post('/heal')).toEqual([200, { broken: [], healing: 1 }]);
  });

  it.each(['/break?fault=bruma.nothing', '/break', '/heal?fault=bruma.nothing', '/elsewhere'])('says that there is no %s', async (path) => {
    expect(await post(path)).toEqual([404, { message: expect.stringMatching(/^There is (no fault named|nothing here)/) as string }]);
    expect(await sandbox.client.broken()).toEqual([]);
  });

  it.each([
    ['of another site', { origin: 'https://elsewhere.example' }],
    ['that a browser opened', { 'sec-fetch-site': 'cross-site' }],
    ['under another name', { host: 'sandbox.example' }],
  ])('takes nothing from a page %s', async (_whose, headers) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${sandbox.url}/break?fault=bruma.token_gone`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.once('error', reject).end();
    });
    expect(status).toBe(403);
    expect(await sandbox.client.broken()).toEqual([]);
  });

  it('comes back where it was, and elsewhere where somebody else is there', async () => {
    const { port } = sandbox;
    const nothing = {
      faults: CAST_FAULTS,
      broken: () => [],
      break: () => Promise.resolve(),
      heal: () => Promise.resolve(),
      requests: () => [],
    };
    const book = openIncidentBook('/nowhere/incidents.json', []);
    const second = await openControl({ sandbox: nothing, book, port });
    expect(second.port).not.toBe(port);
    await second.close();
    const third = await openControl({ sandbox: nothing, book, port: second.port });
    expect(third.port).toBe(second.port);
    await third.close();
  });
});
