import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { axiomClient } from '#activities/checks/axiom/client.ts';
import { axiomToken } from '#activities/checks/axiom/token.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { well } from '#activities/judging/findings.ts';
import { axiomSandbox } from '#scripts/sandbox/axiom.ts';
import { listeningTo, misfits, openContract, type Beyond, type Contract } from '#test/support/openapi-contract.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/contracts/axiom/${name}.cut.json`, import.meta.url), 'utf8'));
const v1 = read('axiom-v1');
const v2 = read('axiom-v2');
const error = v1.components.schemas.ForbiddenError;

/** Axiom's documents list one refusal here, another there; all that they list have one shape. */
const refusing = (operation: string, ...statuses: number[]): Beyond => ({
  operation,
  statuses,
  schema: error,
  source:
    'v1 lists 401 for ingesting, v2 lists 403 and 404 for a dataset; 429: Axiom’s documentation, API limits; 400: coollabsio/coolify issue 9898; 500: any server.',
});

/** The generator of v1 writes "an object with no properties" for "anything": it says so of a number (`BucketInfo.size`) too. */
const anything = (schema: Record<string, unknown>): Record<string, unknown> =>
  schema['type'] === 'object' && JSON.stringify(schema['properties']) === '{}' ? {} : schema;

/** What a token may do with a dataset is written as properties, without a word that these make an object. */
const object = (schema: Record<string, unknown>): Record<string, unknown> =>
  'properties' in schema && !('type' in schema) ? { type: 'object', ...schema } : schema;

const contracts = [
  openContract(v1, {
    amend: anything,
    beyond: [
      refusing('POST /datasets/{dataset_name}/ingest', 400, 403, 404, 429, 500),
      refusing('POST /datasets/_apl?format=tabular', 401, 404, 500),
    ],
  }),
  openContract(v2, {
    amend: object,
    beyond: [
      refusing('GET /datasets', 401, 429, 500),
      refusing('GET /datasets/{dataset_id}', 401, 429, 500),
      refusing('GET /tokens', 401, 403, 429, 500),
    ],
  }),
  openContract(read('axiom-v1-edge-ingest'), { beyond: [refusing('POST /ingest/{dataset-id}', 400, 401, 403, 404, 429, 500)] }),
  openContract(read('axiom-v1-edge-query')),
];
const documentOf = (url: URL): Contract => contracts.find((contract) => contract.lists(url)) ?? contracts[0]!;
/** All of Axiom's documents as one. */
const contract: Contract = {
  lists: (url) => documentOf(url).lists(url),
  request: (sent) => documentOf(sent.url).request(sent),
  response: (asked, said) => documentOf(asked.url).response(asked, said),
};

/** What the sandbox offers beside what today's checks ask for. */
const others = {
  ...axiomToken,
  capability: 'others',
  async probe(...[tools, settings]: Parameters<typeof axiomToken.probe>) {
    const axiom = axiomClient(tools, settings);
    await axiom.users.current();
    await axiom.datasets.get(settings.dataset);
    await axiom.ingest(settings.dataset, [{ probe_id: tools.probeId }]);
    const { tables } = await axiom.query(`['${settings.dataset}'] | limit 1`);
    return { datasets: [...tables[0]!.events()].map((row) => String(row['probe_id'])), tokens: null };
  },
  judge: (evidence: Parameters<typeof axiomToken.judge>[0]) => well(evidence, { summary: 'asked' }),
};

const asksWrongly = {
  ...others,
  capability: 'asks_wrongly',
  probe: async (...[tools, settings]: Parameters<typeof axiomToken.probe>) => {
    await axiomClient(tools, settings).query("['elsewhere'] | limit 1");
    return { datasets: [], tokens: null };
  },
};

describe('the sandbox Axiom, asked by the real SDK', () => {
  const { provider, heard } = listeningTo(axiomSandbox);
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(provider, [...CAPABILITIES, others, asksWrongly]);
  });
  afterAll(() => bench.close());
  beforeEach(() => void heard.splice(0));

  const faults = axiomSandbox.faults.map(({ id }) => id);
  const origin = () => bench.sandbox.variables['AXIOM_URL']!;
  const dataset = () => bench.sandbox.variables['AXIOM_DATASET']!;
  /** Central: all goes to one address. Edge: events and queries go to an address of their own. */
  const ways = [
    ['central', () => ({}), () => [`/v1/datasets/${dataset()}/ingest`, '/v1/datasets/_apl?format=tabular']],
    ['edge', () => ({ AXIOM_EDGE_URL: origin() }), () => [`/v1/ingest/${dataset()}`, '/v1/query/_apl?format=tabular']],
  ] as const;
  const said = () => heard.map(({ url }) => `${url.pathname}${url.search}`);

  it('keeps the contract both ways while the token is well', async () => {
    const { finding, evidence } = await bench.examine('axiom.token');
    expect(finding.status, finding.summary).toBe('ok');
    expect(said()).toEqual(['/v2/datasets', '/v2/tokens']);
    expect(misfits(contract, heard, [...evidence.exchanges, ...evidence.afterwards])).toEqual([]);
  });

  it.each(faults)('keeps the contract both ways under %s, asked for the token', async (fault) => {
    await bench.sandbox.break(fault);
    const { evidence } = await bench.examine('axiom.token').finally(() => bench.sandbox.heal());
    expect([...new Set(said())].filter((path) => path !== '/v2/tokens')).toEqual(['/v2/datasets']);
    expect(misfits(contract, heard, [...evidence.exchanges, ...evidence.afterwards])).toEqual([]);
  });

  it.each(faults)('keeps the contract both ways under %s, asked for the dataset', async (fault) => {
    await bench.sandbox.break(fault);
    const { evidence } = await bench.examine('axiom.dataset').finally(() => bench.sandbox.heal());
    expect(said()[0]).toBe(`/v2/datasets/${dataset()}`);
    expect(misfits(contract, heard, evidence.exchanges)).toEqual([]);
  });

  describe.each(ways)('at its %s address', (_name, variables, paths) => {
    it('takes an event as NDJSON, packed with gzip', async () => {
      const { finding, evidence } = await bench.examine('axiom.ingest', variables());
      expect(finding.status, finding.summary).toBe('ok');
      expect(said()).toEqual([paths()[0]]);
      expect(misfits(contract, heard, evidence.exchanges)).toEqual([]);
      const { headers, body } = heard[0]!;
      expect(headers).toMatchObject({ 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' });
      const lines = gunzipSync(body).toString().split('\n');
      expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([['_time', 'source', 'probe_id', 'run_id']]);
    });

    it('keeps the contract both ways in all else that it offers', async () => {
      const evidence = await vi.waitFor(async () => {
        heard.splice(0);
        const { evidence } = await bench.examine('axiom.others', variables());
        expect(evidence.error).toBeNull();
        // An event can be found a moment after it was taken.
        expect(evidence.answer).toEqual({ datasets: [expect.any(String)], tokens: null });
        return evidence;
      }, 5_000);
      expect(said()).toEqual(['/v2/user', `/v2/datasets/${dataset()}`, ...paths()]);
      expect(misfits(contract, heard, evidence.exchanges)).toEqual([]);
    });

    it.each([
      ['for a dataset that is not there', null, 404],
      ['with a revoked token', 'axiom.token_revoked', 401],
    ])('refuses a query %s within the contract', async (_what, fault, status) => {
      if (fault) await bench.sandbox.break(fault);
      const { evidence } = await bench.examine('axiom.asks_wrongly', variables()).finally(() => bench.sandbox.heal());
      expect(evidence.exchanges.map((exchange) => exchange.status)).toEqual([status]);
      expect(misfits(contract, heard, evidence.exchanges)).toEqual([]);
    });

    it.each([null, 'axiom.token_may_only_ingest', 'axiom.partial_result', 'axiom.stumbles'])(
      'keeps the contract both ways under %s, asked for the event again',
      async (fault) => {
        if (fault) await bench.sandbox.break(fault);
        const { evidence } = await bench.examine('axiom.query_back', variables()).finally(() => bench.sandbox.heal());
        expect([...new Set(said())]).toEqual([paths()[0], paths()[1]!.replace('?', '?nocache=true&')]);
        expect(misfits(contract, heard, evidence.exchanges)).toEqual([]);
      },
    );

    it.each(faults)('keeps the contract both ways under %s, asked for an event', async (fault) => {
      await bench.sandbox.break(fault);
      const { evidence } = await bench.examine('axiom.ingest', variables()).finally(() => bench.sandbox.heal());
      expect([...new Set(said())]).toEqual([paths()[0]]);
      expect(misfits(contract, heard, evidence.exchanges)).toEqual([]);
    });
  });
});

describe('Axiom’s contract, read strictly,', () => {
  const path = '/v1/datasets/events/ingest';
  const status = { ingested: 1, failed: 0, processedBytes: 10 };
  const ask = (where: string, type = 'application/x-ndjson', body = '{}') =>
    contract.request({
      method: 'POST',
      url: new URL(where, 'https://api.axiom.co'),
      headers: { 'content-type': type },
      body: Buffer.from(body),
    });
  const answer = (json: unknown, code = 200, where = path) =>
    contract.response(
      { method: 'POST', url: new URL(where, 'https://api.axiom.co') },
      { status: code, contentType: 'application/json', text: JSON.stringify(json) },
    );

  it('takes what fits', () => {
    expect([...ask(path), ...ask('/v1/ingest/events?timestamp-field=at'), ...answer(status)]).toEqual([]);
    expect(ask('/v1/query/_apl?format=tabular', 'application/json', '{"apl":"x"}')).toEqual([]);
  });

  it.each([
    ['an unlisted path', () => ask('/v3/ingest/events'), 'lists no POST /v3/ingest/events'],
    ['a path without its version', () => ask('/ingest/events'), 'lists no POST /ingest/events'],
    ['an event of a type that is not taken', () => ask(path, 'application/xml'), 'type application/xml is not among'],
    ['no event at all', () => ask(path, undefined, ''), 'body is missing'],
    ['a query that is not listed', () => ask(`${path}?nocache=true`), 'additional properties: nocache'],
    ['no format where one must be', () => ask('/v1/datasets/_apl', 'application/json', '{"apl":"x"}'), "required property 'format'"],
    ['no APL', () => ask('/v1/datasets/_apl?format=tabular', 'application/json', '{}'), "required property 'apl'"],
    ['an answer without its count', () => answer({ ...status, failed: undefined }), "required property 'failed'"],
    ['an answer with a field nobody knows', () => answer({ ...status, cake: 1 }), 'additional properties: cake'],
    ['a count below nothing', () => answer({ ...status, failed: -1 }), '/failed must match format "uint64"'],
    ['a time that is none', () => answer({ ...status, failures: [{ error: 'x', timestamp: 'now' }] }), 'format "date-time"'],
    ['an answer that is short at the edge only', () => answer(status, 200, '/v1/ingest/events'), "required property 'blocksCreated'"],
    ['a refusal of another shape', () => answer({ code: 401, message: 'forbidden' }, 401), '/code must be string'],
  ])('refuses %s', (_what, complaints, words) => {
    expect(complaints()[0]).toContain(words);
  });
});
