import { gunzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import type { Fault, SandboxHost, SandboxProvider, SandboxRequest, SandboxWorld } from './provider.ts';

const OPENAPI = 'Axiom’s OpenAPI documents, v1 and v2 (L2)';

const FAULTS: Fault[] = [
  {
    id: 'axiom.token_revoked',
    does: 'Every request is answered 401.',
    source: OPENAPI,
    expect: [{ check: 'axiom.token', status: 'fail', failure_class: 'auth' }],
  },
  {
    id: 'axiom.token_may_not_ingest',
    does: 'Ingesting is answered 403.',
    source: OPENAPI,
    expect: [{ check: 'axiom.ingest', status: 'fail', failure_class: 'permission' }],
  },
  {
    id: 'axiom.dataset_missing',
    does: 'The dataset is answered 404.',
    source: OPENAPI,
    expect: [{ check: 'axiom.ingest', status: 'fail', failure_class: 'not_found' }],
  },
  {
    id: 'axiom.events_rejected',
    does: 'Ingesting is answered 200 with failed: 1 (a full or locked schema).',
    source: OPENAPI,
    expect: [{ check: 'axiom.ingest', status: 'fail', failure_class: 'wrong_result' }],
  },
  {
    id: 'axiom.ingest_limit',
    does: 'Ingesting is answered 429 with X-IngestLimit-Remaining: 0.',
    source: 'Axiom’s documentation, API limits (L1)',
    expect: [{ check: 'axiom.ingest', status: 'fail', failure_class: 'quota' }],
  },
  {
    id: 'axiom.echoes_secret',
    does: '401 whose text repeats the token it was given, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [{ check: 'axiom.token', status: 'fail', failure_class: 'auth' }],
  },
];

/** Axiom: datasets, ingest (gzip and NDJSON, legacy and edge addresses), and a small APL. */
export const axiomSandbox: SandboxProvider = { name: 'axiom', faults: FAULTS, hosts: (world) => [axiomHost(world)] };

type Event = Record<string, unknown> & { visibleAt: number };

function axiomHost(world: SandboxWorld): SandboxHost {
  const events: Event[] = [];
  const { axiomDataset: dataset } = world.secrets;
  let requests = 0;

  return {
    name: 'axiom',
    handle(request, response) {
      const isEdgeQuery = request.url.pathname === '/v1/query/_apl';
      const trace = `trace-${Date.now().toString(36)}-${++requests}`;
      const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
        // The contract of the edge's queries has numbers where the others have texts.
        const said = status >= 400 && isEdgeQuery ? { ...(body as object), code: status } : body;
        response.writeHead(status, { 'content-type': 'application/json', 'x-axiom-trace-id': trace, ...headers }).end(JSON.stringify(said));
      };
      const token = request.headers['authorization']?.replace(/^Bearer /, '') ?? '';
      if (world.isBroken('axiom.echoes_secret')) return send(401, { code: '401', message: echo(token) });
      if (token !== world.secrets.axiomToken || world.isBroken('axiom.token_revoked'))
        return send(401, { code: '401', message: 'forbidden' });
      return route(request, response, send);
    },
  };

  function route(
    request: SandboxRequest,
    _response: ServerResponse,
    send: (status: number, body: unknown, headers?: Record<string, string>) => void,
  ): void {
    const path = request.url.pathname;
    if (path === '/v2/user')
      return send(200, { id: 'sandbox', name: 'Sandbox', email: 'sandbox@example.com', role: { id: 'owner', name: 'Owner' } });
    if (path === '/v2/datasets') return send(200, world.isBroken('axiom.dataset_missing') ? [] : [describe()]);
    if (path === `/v2/datasets/${dataset}`)
      return world.isBroken('axiom.dataset_missing') ? send(404, { code: '404', message: 'dataset not found' }) : send(200, describe());
    const ingest = /^\/v1\/(?:datasets\/([^/]+)\/ingest|ingest\/([^/]+))$/.exec(path);
    if (ingest && request.method === 'POST') return take(ingest[1] ?? ingest[2]!, request, send);
    if (/^\/v1\/(datasets\/_apl|query\/_apl)$/.test(path) && request.method === 'POST') return query(request, send);
    return send(404, { code: '404', message: 'not found' });
  }

  function describe() {
    return {
      id: dataset,
      name: dataset,
      description: 'made by the sandbox',
      who: 'sandbox',
      created: '2026-01-01T00:00:00Z',
      kind: 'axiom:events:v1',
      edgeDeployment: 'cloud.us-east-1.aws',
      canWrite: true,
      retentionDays: 30,
      useRetentionPeriod: true,
      mapFields: [],
      updatedAt: '2026-01-01T00:00:00Z',
    };
  }

  function take(
    name: string,
    request: SandboxRequest,
    send: (status: number, body: unknown, headers?: Record<string, string>) => void,
  ): void {
    if (world.isBroken('axiom.token_may_not_ingest')) return send(403, { code: '403', message: 'forbidden' });
    if (name !== dataset || world.isBroken('axiom.dataset_missing')) return send(404, { code: '404', message: 'dataset not found' });
    const reset = String(Math.floor(Date.now() / 1000) + 3600);
    if (world.isBroken('axiom.ingest_limit')) {
      return send(
        429,
        { code: '429', message: 'ingest limit exceeded' },
        { 'x-ingestlimit-limit': '500000000', 'x-ingestlimit-remaining': '0', 'x-ingestlimit-reset': reset },
      );
    }
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(request.body) : request.body;
    const lines = body.toString().split('\n').filter(Boolean);
    let taken: Record<string, unknown>[];
    try {
      taken = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    } catch {
      return send(400, { code: '400', message: 'unable to parse body' });
    }
    const blocks = { blocksCreated: 0, walLength: taken.length };
    if (world.isBroken('axiom.events_rejected')) {
      return send(200, {
        ingested: 0,
        failed: taken.length,
        failures: taken.map(() => ({ timestamp: new Date().toISOString(), error: 'field limit exceeded' })),
        processedBytes: body.length,
        ...blocks,
      });
    }
    for (const event of taken) events.push({ ...event, visibleAt: Date.now() + 200 });
    events.splice(0, Math.max(0, events.length - 5_000));
    return send(
      200,
      { ingested: taken.length, failed: 0, failures: [], processedBytes: body.length, ...blocks },
      { 'x-ingestlimit-limit': '500000000', 'x-ingestlimit-remaining': '499999000', 'x-ingestlimit-reset': reset },
    );
  }

  /** `['dataset'] | where field == "value" | limit n`: all that the doctor asks. */
  function query(request: SandboxRequest, send: (status: number, body: unknown) => void): void {
    const { apl = '' } = JSON.parse(request.body.toString() || '{}') as { apl?: string };
    const parsed = /^\['([^']+)'\](?:\s*\|\s*where\s+(\w+)\s*==\s*"([^"]*)")?(?:\s*\|\s*limit\s+(\d+))?\s*$/.exec(apl.trim());
    if (!parsed) return send(400, { code: '400', message: 'the sandbox speaks only a small APL' });
    if (parsed[1] !== dataset) return send(404, { code: '404', message: 'dataset not found' });
    const rows = events
      .filter((event) => event.visibleAt <= Date.now() && (!parsed[2] || event[parsed[2]] === parsed[3]))
      .slice(0, Number(parsed[4] ?? 1000));
    const names = ['_time', 'source', 'probe_id', 'run_id'];
    const status = {
      elapsedTime: 900,
      blocksExamined: 1,
      rowsExamined: events.length,
      rowsMatched: rows.length,
      numGroups: 0,
      isPartial: false,
      cacheStatus: 1,
      minBlockTime: '2026-01-01T00:00:00Z',
      maxBlockTime: '2026-01-01T00:00:00Z',
    };
    return send(200, {
      format: 'tabular',
      status,
      tables: [
        {
          name: '0',
          sources: [{ name: dataset }],
          fields: names.map((name) => ({ name, type: name === '_time' ? 'datetime' : 'string' })),
          order: [],
          groups: [],
          columns: names.map((name) => rows.map((row) => row[name] ?? null)),
        },
      ],
      datasetNames: [dataset],
      fieldsMetaMap: {},
    });
  }
}

function echo(secret: string): string {
  return `refused: ${secret} ${encodeURIComponent(secret)} ${Buffer.from(`token:${secret}`).toString('base64')} ${JSON.stringify(secret)}`;
}
