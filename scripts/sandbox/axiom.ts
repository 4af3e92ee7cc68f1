import { createEvents, type Answer } from './axiom/events.ts';
import { AXIOM_FAULTS } from './axiom/faults.ts';
import type { SandboxHost, SandboxProvider, SandboxRequest, SandboxWorld } from './provider.ts';

/** Axiom: datasets, tokens, ingest (gzip and NDJSON, legacy and edge addresses), and a small APL. */
export const axiomSandbox: SandboxProvider = { name: 'axiom', faults: AXIOM_FAULTS, hosts: (world) => [axiomHost(world)] };

const [AMERICA, EUROPE] = ['cloud.us-east-1.aws', 'cloud.eu-central-1.aws'];
const ONLY_PRIMARY = 'ingest is only allowed into datasets in the primary region';
const VISIBLE_AFTER_MS = 200;
const LAG_MS = 11_000;
const DAY_MS = 86_400_000;

function axiomHost(world: SandboxWorld): SandboxHost {
  const { axiomDataset: dataset, axiomToken } = world.secrets;
  const events = createEvents(dataset);
  const stumbled = new Set<string>();
  let requests = 0;

  return {
    name: 'axiom',
    handle(request, response) {
      const { status, body, headers } = answer(request);
      // The contract of the edge's queries has numbers where the others have texts.
      const isEdgeQuery = request.url.pathname === '/v1/query/_apl';
      const said = status >= 400 && isEdgeQuery ? { ...(body as object), code: status } : body;
      const trace = `trace-${Date.now().toString(36)}-${++requests}`;
      response.writeHead(status, { 'content-type': 'application/json', 'x-axiom-trace-id': trace, ...headers }).end(JSON.stringify(said));
    },
  };

  function answer(request: SandboxRequest): Answer {
    const token = request.headers['authorization']?.replace(/^Bearer /, '') ?? '';
    if (world.isBroken('axiom.echoes_secret')) return refusal(401, echo(token));
    if (token !== axiomToken || world.isBroken('axiom.token_revoked')) return refusal(401, 'forbidden');
    if (world.isBroken('axiom.request_limit')) return refusal(429, 'rate limit exceeded', limit('x-ratelimit', 0, 60, 1_000));
    if (world.isBroken('axiom.stumbles') && stumbles(request)) return refusal(500, 'internal server error');
    if (world.isBroken('axiom.token_may_only_ingest') && !ingestOf(request)) return refusal(403, 'forbidden');
    return route(request);
  }

  function route(request: SandboxRequest): Answer {
    const { method } = request;
    const path = decodeURIComponent(request.url.pathname);
    const isMissing = world.isBroken('axiom.dataset_missing');
    if (method === 'GET' && path === '/v2/user')
      return good({ id: 'sandbox', name: 'Sandbox', email: 'sandbox@example.com', role: { id: 'owner', name: 'Owner' } });
    if (method === 'GET' && path === '/v2/tokens') return good(tokens());
    if (method === 'GET' && path === '/v2/datasets') return good(isMissing ? [] : [describe()]);
    if (method === 'GET' && path.startsWith('/v2/datasets/'))
      return path === `/v2/datasets/${dataset}` && !isMissing ? good(describe()) : refusal(404, 'dataset not found');
    const name = ingestOf(request);
    if (name !== null) return take(name, request);
    if (method === 'POST' && /^\/v1\/(datasets\/_apl|query\/_apl)$/.test(path)) return query(request);
    return refusal(404, 'not found');
  }

  function take(name: string, request: SandboxRequest): Answer {
    if (world.isBroken('axiom.token_may_not_ingest')) return refusal(403, 'forbidden');
    if (name !== dataset || world.isBroken('axiom.dataset_missing')) return refusal(404, 'dataset not found');
    if (isElsewhere()) return refusal(400, `${ONLY_PRIMARY}: dataset region: ${EUROPE}, deployment region: ${AMERICA}`);
    if (world.isBroken('axiom.event_refused')) return refusal(400, 'events of this shape are not accepted at the moment');
    if (world.isBroken('axiom.ingest_limit')) return refusal(429, 'ingest limit exceeded', limit('x-ingestlimit', 0, 3_600, 500_000_000));
    return events.take(request, {
      visibleAfterMs: world.isBroken('axiom.never_visible') ? Infinity : world.isBroken('axiom.lag') ? LAG_MS : VISIBLE_AFTER_MS,
      isFull: world.isBroken('axiom.events_rejected'),
      headers: limit('x-ingestlimit', 499_999_000, 3_600, 500_000_000),
    });
  }

  function query(request: SandboxRequest): Answer {
    return events.query(request, {
      isPartial: world.isBroken('axiom.partial_result'),
      isAltered: world.isBroken('axiom.event_altered'),
      headers: limit('x-querylimit', 35_000_000, 3_600, 36_000_000),
    });
  }

  /** Ours, which may see this list, and one of somebody else’s. */
  function tokens() {
    const days = world.isBroken('axiom.token_expiring') ? 5 : 61;
    return [
      {
        id: 'greenlight',
        name: 'Greenlight',
        datasetCapabilities: { [dataset]: { ingest: ['create'], query: ['read'] } },
        orgCapabilities: { datasets: ['read'], apiTokens: ['read'] },
        expiresAt: new Date(world.now().getTime() + (days + 0.5) * DAY_MS).toISOString(),
      },
      { id: 'shipper', name: 'Shipper', datasetCapabilities: { [dataset]: { ingest: ['create'] } }, orgCapabilities: {}, expiresAt: null },
    ];
  }

  function isElsewhere(): boolean {
    return world.isBroken('axiom.dataset_elsewhere');
  }

  function describe() {
    return {
      id: dataset,
      name: dataset,
      description: 'made by the sandbox',
      who: 'sandbox',
      created: '2026-01-01T00:00:00Z',
      kind: world.isBroken('axiom.dataset_of_metrics') ? 'otel:metrics:v1' : 'axiom:events:v1',
      edgeDeployment: isElsewhere() ? EUROPE : AMERICA,
      edgeDeploymentUrl: `https://${(isElsewhere() ? EUROPE : AMERICA).replace('cloud.', '')}.edge.axiom.co`,
      canWrite: true,
      retentionDays: 30,
      useRetentionPeriod: true,
      mapFields: [],
      updatedAt: '2026-01-01T00:00:00Z',
    };
  }

  /** Every other time that the same is asked. */
  function stumbles({ method, url }: SandboxRequest): boolean {
    const what = `${method} ${url.pathname}`;
    if (stumbled.delete(what)) return false;
    stumbled.add(what);
    return true;
  }
}

/** The dataset that events are sent to, by the central route or the edge's; null where something else is asked. */
function ingestOf({ method, url }: SandboxRequest): string | null {
  const ingest = /^\/v1\/(?:datasets\/([^/]+)\/ingest|ingest\/([^/]+))$/.exec(decodeURIComponent(url.pathname));
  return method === 'POST' && ingest ? (ingest[1] ?? ingest[2]!) : null;
}

const good = (body: unknown): Answer => ({ status: 200, body });

function refusal(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return { status, body: { code: String(status), message }, headers };
}

/** The headers of one of Axiom's limits, which ends in so many seconds. */
function limit(prefix: string, remaining: number, endsInS: number, most: number): Record<string, string> {
  return {
    ...(prefix === 'x-ratelimit' ? { [`${prefix}-scope`]: 'organization' } : {}),
    [`${prefix}-limit`]: String(most),
    [`${prefix}-remaining`]: String(remaining),
    [`${prefix}-reset`]: String(Math.floor(Date.now() / 1000) + endsInS),
  };
}

function echo(secret: string): string {
  return `refused: ${secret} ${encodeURIComponent(secret)} ${Buffer.from(`token:${secret}`).toString('base64')} ${JSON.stringify(secret)}`;
}
