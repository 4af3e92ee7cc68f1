import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDoctorClient, type DoctorClientOptions } from '#worker/create-doctor-client.ts';
import { scopeKey, triggerKey } from '#workflows/core/search-attributes.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { createNamespace } from '#test/support/namespace.ts';
import { closedPort } from '#test/support/loopback-server.ts';

const REQUEST: RunRequest = { selection: EVERYTHING_CHEAP, trigger: 'manual', requestedBy: 'a test', record: true, nonce: null };
/** No worker listens here: the lookup alone says what became of the run. */
const taskQueue = `client-${randomUUID()}`;
let temporal: Client;
let connection: Connection;
let client: ReturnType<typeof createDoctorClient> | undefined;
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
  temporal = new Client({ connection });
});
afterEach(() => client?.close());
afterAll(() => connection.close());

type Lookup = DoctorClientOptions['reader'];
const lookup = (hasStarted: Lookup['hasStarted']): Lookup => ({ hasStarted, runByNonce: () => Promise.resolve(null) });
function open(more: Partial<DoctorClientOptions> = {}): ReturnType<typeof createDoctorClient> {
  client = createDoctorClient({
    address: inject('temporalAddress'),
    namespace: 'default',
    taskQueue,
    reader: lookup(() => Promise.resolve(false)),
    idPrefix: randomUUID(),
    openWithinMs: 300,
    ...more,
  });
  return client;
}
const running = async () => (await temporal.workflow.count(`TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running'`)).count;

describe('asking', () => {
  it('gives the run that a worker has opened', async () => {
    const asked = await open().ask(REQUEST);
    expect(asked.joined).toBe(false);
    const { runId, memo } = await temporal.workflow.getHandle(asked.workflowId).describe();
    expect([runId, memo]).toEqual([asked.runId, { nonce: '' }]);
    await temporal.workflow.getHandle(asked.workflowId).terminate();
  });

  it('twice before anything has begun is one run, and the second is told so', async () => {
    const doctor = open();
    const [first, second] = [await doctor.ask(REQUEST), await doctor.ask(REQUEST)];
    expect(second).toEqual({ ...first, joined: true });
    await temporal.workflow.getHandle(first.workflowId).terminate();
  });

  it('once something has begun gives a fresh run', async () => {
    const begun = new Set<string>();
    const doctor = open({ reader: lookup((runId) => Promise.resolve(begun.has(runId))) });
    const first = await doctor.ask(REQUEST);
    begun.add(first.runId);
    const second = await doctor.ask(REQUEST);
    expect(second.joined).toBe(false);
    expect(second.runId).not.toBe(first.runId);
    for (const { workflowId } of [first, second]) await temporal.workflow.getHandle(workflowId).terminate();
  });

  it('for something else is another run', async () => {
    const doctor = open();
    const first = await doctor.ask(REQUEST);
    const second = await doctor.ask({ ...REQUEST, selection: { ...EVERYTHING_CHEAP, scopes: ['axiom'] } });
    expect(second.workflowId).not.toBe(first.workflowId);
    for (const { workflowId } of [first, second]) await temporal.workflow.getHandle(workflowId).terminate();
  });

  it('with a form that was sent before gives the run of that form', async () => {
    const known = { runId: 'run-7', workflowId: 'doctor/seven' };
    const doctor = open({
      reader: { hasStarted: () => Promise.resolve(null), runByNonce: (nonce) => Promise.resolve(nonce === 'form-7' ? known : null) },
    });
    expect(await doctor.ask({ ...REQUEST, nonce: 'form-7' })).toEqual({ ...known, joined: true });
  });
});

describe('the attributes by which runs can be found in Temporal', () => {
  it('are given to a run where the namespace has them', async () => {
    const doctor = open();
    const { workflowId } = await doctor.ask({ ...REQUEST, selection: { ...EVERYTHING_CHEAP, scopes: ['axiom'] } });
    const { typedSearchAttributes } = await temporal.workflow.getHandle(workflowId).describe();
    expect([typedSearchAttributes.get(triggerKey), typedSearchAttributes.get(scopeKey)]).toEqual(['manual', ['axiom']]);
    await temporal.workflow.getHandle(workflowId).terminate();
  });

  it('are done without where it has none', async () => {
    const namespace = await createNamespace();
    const { workflowId } = await open({ namespace }).ask(REQUEST);
    const bare = new Client({ connection, namespace });
    const { typedSearchAttributes } = await bare.workflow.getHandle(workflowId).describe();
    expect(typedSearchAttributes.get(triggerKey)).toBeUndefined();
    await bare.workflow.getHandle(workflowId).terminate();
  });
});

describe('asking in vain says what is the matter, and leaves nothing queued', () => {
  it('where no worker opens the run', async () => {
    const asking = open({ reader: lookup(() => Promise.resolve(null)) }).ask(REQUEST);
    await expect(asking).rejects.toMatchObject({
      name: 'DoctorUnavailable',
      part: 'worker',
      message: expect.stringContaining('npm run start:worker') as string,
    });
    await expect.poll(running).toBe(0);
  });

  it('where the database does not answer', async () => {
    const asking = open({ reader: lookup(() => Promise.reject(new Error('gone'))) }).ask(REQUEST);
    await expect(asking).rejects.toMatchObject({
      part: 'database',
      message: expect.stringContaining('Postgres does not answer') as string,
    });
    await expect.poll(running).toBe(0);
  });

  it('where Temporal does not answer', async () => {
    const address = `127.0.0.1:${await closedPort()}`;
    await expect(open({ address }).ask(REQUEST)).rejects.toMatchObject({
      part: 'temporal',
      message: expect.stringContaining(`does not answer at ${address}`) as string,
    });
  });

  it('where Temporal refuses, with its own words', async () => {
    await expect(open({ namespace: 'no-such-namespace' }).ask(REQUEST)).rejects.toMatchObject({
      part: 'temporal',
      message: expect.stringMatching(/refuses: .*no-such-namespace.*Look at TEMPORAL_NAMESPACE/i) as string,
    });
  });
});

describe('where Temporal takes the call and says nothing', () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => silent.close());

  it.each(['asking', 'cancelling'])('%s is refused within two seconds by whoever is to answer a press', async (what) => {
    const doctor = open({ address: `127.0.0.1:${(silent.address() as AddressInfo).port}`, knockWithinMs: 1_200 });
    const began = performance.now();
    const refused = what === 'asking' ? doctor.ask(REQUEST) : doctor.cancel('doctor/x');
    await expect(refused).rejects.toMatchObject({ part: 'temporal' });
    // The watch may have been waited for before: that takes 700 ms.
    expect(performance.now() - began).toBeLessThan(1_300 + 200);
  });
});

it('refuses a twenty-first run over the same checks as busy, not as a Temporal that is away', async () => {
  const doctor = open({ reader: lookup(() => Promise.resolve(true)) });
  const asked = [];
  for (let slot = 1; slot <= 20; slot++) asked.push(await doctor.ask(REQUEST));
  await expect(doctor.ask(REQUEST)).rejects.toMatchObject({ part: 'busy', message: expect.stringMatching(/^20 runs/) as string });
  for (const { workflowId } of asked) await temporal.workflow.getHandle(workflowId).terminate();
});

it('says which search attributes the namespace lacks', async () => {
  expect(await open().missingSearchAttributes()).toEqual([]);
  await client!.close();
  expect(await open({ namespace: await createNamespace() }).missingSearchAttributes()).toEqual([
    'GreenlightScope',
    'GreenlightTrigger',
    'GreenlightStatus',
  ]);
});

it('cancelling a run that Temporal does not know is no error', async () => {
  await expect(open().cancel(`doctor/${randomUUID()}`)).resolves.toBeUndefined();
});

it('a ping tells whether Temporal answers', async () => {
  await expect(open().ping()).resolves.toBeUndefined();
  await client!.close();
  await expect(open({ address: `127.0.0.1:${await closedPort()}` }).ping()).rejects.toMatchObject({ part: 'temporal' });
});
