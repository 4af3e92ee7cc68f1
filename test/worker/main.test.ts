import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { closedPort } from '#test/support/loopback-server.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { createNamespace } from '#test/support/namespace.ts';
import { runProgram } from '#test/support/run-program.ts';

let sandbox: TestDatabase;
beforeAll(async () => {
  sandbox = await createTestDatabase();
});
afterAll(() => sandbox.close());

const work = (variables: Record<string, string>) => runProgram('worker/main.ts', variables);

describe('a worker that cannot begin says why in a sentence, and ends with 2', () => {
  it('where the database belongs to the other mode', async () => {
    const variables = { DATABASE_URL: sandbox.url, TEMPORAL_ADDRESS: inject('temporalAddress'), GREENLIGHT_MODE: 'live' };
    expect(await work(variables)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'This database holds sandbox results, and this process is in live mode. Set GREENLIGHT_MODE=sandbox (where it is not set, a configured provider means live, and none means sandbox), or give DATABASE_URL a database of its own.\n',
    });
  });

  it('where nobody said the mode and the guess is wrong: which variable decides it', async () => {
    expect(await work({ DATABASE_URL: sandbox.url, TEMPORAL_ADDRESS: inject('temporalAddress'), AXIOM_TOKEN: 'xaat-1' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'Set GREENLIGHT_MODE=sandbox (where it is not set, a configured provider means live, and none means sandbox)',
      ) as string,
    });
  });

  it('where variables are broken, of the service and of a provider', async () => {
    expect(await work({ PORT: 'eighty', AXIOM_URL: 'not an address' })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^The configuration cannot work:\n {2}- PORT .+\n {2}- AXIOM_URL .+\nMend these variables .+\n$/,
      ) as string,
    });
  });

  it('where thresholds are given to a check that there is not, or that the check does not have: with the nearest name', async () => {
    const wanted = { 'axiom.ingst': { slow_ms: 1 }, 'spaces.upload': { slo_ms: 1 }, 'github.network': { certificate_warn_days: 21 } };
    const variables = { DATABASE_URL: sandbox.url, TEMPORAL_ADDRESS: inject('temporalAddress'), GREENLIGHT_MODE: 'sandbox' };
    expect(await work({ ...variables, GREENLIGHT_THRESHOLDS: JSON.stringify(wanted) })).toEqual({
      code: 2,
      stdout: '',
      stderr: [
        'The configuration cannot work:',
        '  - GREENLIGHT_THRESHOLDS names the check axiom.ingst, which there is not: did you mean axiom.ingest?',
        '  - GREENLIGHT_THRESHOLDS names slo_ms of spaces.upload, which has no such threshold: did you mean slow_ms?',
        'Mend these variables (.env.example explains each) and try again.',
        '',
      ].join('\n'),
    });
  });

  it('where nobody told it what to work with', async () => {
    expect(await work({ TEMPORAL_ADDRESS: inject('temporalAddress') })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^The worker needs DATABASE_URL and TEMPORAL_ADDRESS.+\n$/) as string,
    });
  });
});

describe('a worker in a namespace without our search attributes', () => {
  it('says once, at its start, which are missing and how to add them, and works', async () => {
    const namespace = await createNamespace();
    const variables = {
      DATABASE_URL: sandbox.url,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: namespace,
      GREENLIGHT_MODE: 'sandbox',
    };
    const { code, stdout } = await runProgram('worker/main.ts', variables, { until: /^(?=[^]*search attribute)(?=[^]*RUNNING)/ });
    const warnings = stdout
      .split('\n')
      .filter((line) => line.includes('"WARN"') && line.includes('search attribute'))
      .map((line) => (JSON.parse(line) as { message: string }).message);
    expect({ code, warnings }).toEqual({ code: 0, warnings: [expect.any(String)] });
    for (const [name, type] of [
      ['GreenlightScope', 'KeywordList'],
      ['GreenlightTrigger', 'Keyword'],
      ['GreenlightStatus', 'Keyword'],
    ])
      expect(warnings[0]).toContain(`temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${type}`);
  });
});

describe('a worker with something to look after', () => {
  /** Everything it could ask is on this machine, where nobody answers. */
  const configured = async () => ({
    DATABASE_URL: sandbox.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: await createNamespace(),
    GREENLIGHT_MODE: 'sandbox',
    GREENLIGHT_REFERENCE_HOSTS: 'none',
    AXIOM_TOKEN: 'xaat-made-up',
    AXIOM_DATASET: 'made-up',
    AXIOM_URL: `http://127.0.0.1:${await closedPort()}`,
  });
  const scheduleIn = async (namespace: string) => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const handle = new Client({ connection, namespace }).schedule.getHandle('greenlight-sandbox-baseline');
    return handle.describe().finally(() => connection.close());
  };

  it('sees to it that the baseline goes by itself, and says how often', async () => {
    const variables = await configured();
    const { code, stdout } = await runProgram('worker/main.ts', variables, { until: /The schedule / });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('The schedule greenlight-sandbox-baseline asks for the baseline every 360 minutes.') as string,
    });
    const { action, spec } = await scheduleIn(variables.TEMPORAL_NAMESPACE);
    expect([action.taskQueue, spec.intervals![0]!.every]).toEqual(['greenlight-sandbox', 21_600_000]);
  });

  it('leaves no schedule behind where it is there for a minute only', async () => {
    const variables = await configured();
    expect(await runProgram('worker/main.ts', variables, { until: /makes no schedule/, args: ['--once'] })).toMatchObject({ code: 0 });
    await expect(scheduleIn(variables.TEMPORAL_NAMESPACE)).rejects.toMatchObject({ name: 'ScheduleNotFoundError' });
  });
});
