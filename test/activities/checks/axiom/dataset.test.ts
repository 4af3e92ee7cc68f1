import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axiomDataset } from '#activities/checks/axiom/dataset.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import type { AxiomSettings } from '#activities/settings.ts';
import { axiomSandbox } from '#scripts/sandbox/axiom.ts';
import { axiomContext, axiomEvidence, axiomExchange } from '#test/support/axiom-evidence.ts';
import { unlitLights } from '#test/support/unlit-lights.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const url = 'https://api.axiom.co/v2/datasets/events';
const there = {
  name: 'events',
  kind: 'axiom:events:v1',
  edgeDeployment: 'cloud.us-east-1.aws',
  edgeDeploymentUrl: 'https://us-east-1.aws.edge.axiom.co',
  retentionDays: 30,
  useRetentionPeriod: true,
};
const judged = (dataset: unknown, settings: Partial<AxiomSettings> = {}, thresholds = axiomDataset.thresholds) =>
  axiomDataset.judge(
    axiomEvidence({ dataset, others: [] }, [axiomExchange(200, dataset, { method: 'GET', url })]),
    axiomContext('dataset', settings, thresholds),
  );

describe('a dataset that is there', () => {
  it('is well, and says where it lives and how long it keeps events', () => {
    const finding = judged(there);
    expect(finding).toMatchObject({ status: 'ok', metadata: { dataset: { edgeDeployment: 'cloud.us-east-1.aws' } } });
    expect(finding.summary).toBe('The dataset events lives in cloud.us-east-1.aws and keeps events for 30 days (axiom:events:v1).');
  });

  it('is well where Axiom tells nothing but its name', () => {
    expect(judged({ name: 'events' })).toMatchObject({
      status: 'ok',
      summary: 'The dataset events keeps events as long as the plan does.',
    });
  });

  it.each(['otel:metrics:v1', 'otel:traces:v1', 'otel:logs:v1'])('of the kind %s is a warning', (kind) => {
    expect(judged({ ...there, kind })).toMatchObject({ status: 'warn', failure_class: 'config', hint: { id: 'AX_KIND' } });
  });

  it('shared by another organisation is a warning: it takes no events', () => {
    expect(judged({ ...there, sharedByOrg: 'acme-7' })).toMatchObject({
      status: 'warn',
      failure_class: 'permission',
      hint: { id: 'AX_SHARED' },
    });
  });

  it.each([
    ['under another name', { ...there, name: 'other' }, 'told about other'],
    ['as a list', [there], 'not with a dataset'],
    ['as nothing', null, 'not with a dataset'],
  ])('told %s is a wrong result', (_what, dataset, words) => {
    const finding = judged(dataset);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result' });
    expect(finding.summary).toContain(words);
  });
});

describe('the edge deployment', () => {
  const europe = { ...there, edgeDeployment: 'cloud.eu-central-1.aws', edgeDeploymentUrl: 'https://eu-central-1.aws.edge.axiom.co' };
  const [us, eu] = [there.edgeDeploymentUrl, europe.edgeDeploymentUrl];

  it.each([
    ['US East 1 without an edge', there, {}],
    ['US East 1 at its edge', there, { edgeUrl: us }],
    ['EU Central 1 at its edge', europe, { edgeUrl: eu }],
    ['EU Central 1 at an edge that only its name tells', { ...europe, edgeDeploymentUrl: undefined }, { edgeUrl: eu }],
    ['EU Central 1 through a proxy, of which nobody knows where it leads', europe, { edgeUrl: 'https://proxy.example' }],
    ['EU Central 1 of the former European instance', europe, { url: 'https://api.eu.axiom.co' }],
    ['one that nobody tells, at any edge', { ...there, edgeDeployment: null }, { edgeUrl: eu }],
  ])('%s is well', (_what, dataset, settings) => {
    expect(judged(dataset, settings).status).toBe('ok');
  });

  it.each([
    ['EU Central 1 without an edge', europe, {}, `Set AXIOM_EDGE_URL to ${eu}; restart`],
    ['EU Central 1 at the American edge', europe, { edgeUrl: us }, `Set AXIOM_EDGE_URL to ${eu}, now ${us}; restart`],
    ['US East 1 at the European edge', there, { edgeUrl: eu }, `Remove AXIOM_EDGE_URL, now ${eu}, or set it to ${us}; restart`],
    [
      'a new one, by the address that Axiom tells',
      { ...there, edgeDeployment: 'cloud.mars-1.aws', edgeDeploymentUrl: 'https://mars.axiom.co/' },
      {},
      'https://mars.axiom.co;',
    ],
  ])('%s is a warning that names the address', (_what, dataset, settings, words) => {
    const finding = judged(dataset, settings);
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'region', hint: { id: 'REGION' } });
    expect(finding.hint!.steps[0]).toContain(words);
  });
});

describe('retention', () => {
  it.each([
    [6, 7, 'warn'],
    [7, 7, 'ok'],
    [1, 7, 'warn'],
    [6, 3, 'ok'],
    [0, 7, 'ok'],
  ])('of %i days where %i are the least is %s', (retentionDays, shortest, status) => {
    expect(judged({ ...there, retentionDays }, {}, { shortest_retention_days: shortest }).status).toBe(status);
  });

  it('that is not used is none', () => {
    expect(judged({ ...there, retentionDays: 1, useRetentionPeriod: false }).status).toBe('ok');
  });
});

it('a change of kind, deployment or retention is told by its facts', () => {
  expect(axiomDataset.facts!({ dataset: there, others: [] })).toEqual({
    'kind of the dataset': 'axiom:events:v1',
    'edge deployment': 'cloud.us-east-1.aws',
    'retention of the dataset': '30 days',
  });
});

describe('a dataset that is not there', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(axiomSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());

  it('by a slip of the pen is told by the nearest name, and judged by the answer that refused it', async () => {
    const { finding, evidence } = await bench.examine('axiom.dataset', { AXIOM_DATASET: 'greenlihgt-sandbox' });
    expect(evidence.exchanges.map(({ status }) => status)).toEqual([404, 200]);
    expect(finding).toMatchObject({
      status: 'fail',
      failure_class: 'not_found',
      http_status: 404,
      metadata: { nearest: 'greenlight-sandbox' },
    });
    expect(finding.request_id).toBe(evidence.exchanges[0]!.requestId);
    expect(finding.hint!.steps[0]).toContain('set AXIOM_DATASET=greenlight-sandbox');
  });

  it('under a name of its own is told by what the token sees', async () => {
    const { finding } = await bench.examine('axiom.dataset', { AXIOM_DATASET: 'orders' });
    expect(finding.hint!.steps[0]).toContain('orders is not among what this token sees: greenlight-sandbox.');
    expect(finding.metadata).toMatchObject({ nearest: null, datasets: ['greenlight-sandbox'] });
  });

  it('where the token sees none is told without names', async () => {
    await bench.sandbox.break('axiom.dataset_missing');
    const { finding } = await bench.examine('axiom.dataset');
    expect(finding.hint!.steps[0]).toBe('Look at AXIOM_DATASET: is greenlight-sandbox spelled right?');
    // The checks that send events wait for this one: they tell nobody whether it is only hidden.
    expect(finding.hint!.steps.at(-1)).toContain('this token may not see it');
    expect(unlitLights(finding.hint!, 'axiom.dataset')).toEqual([]);
  });

  it('is asked for by a name that needs quoting, whole', async () => {
    const { finding } = await bench.examine('axiom.dataset', { AXIOM_DATASET: 'a/../b c' });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'not_found' });
  });
});
