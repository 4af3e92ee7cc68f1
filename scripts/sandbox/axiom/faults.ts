import { fail, warn } from '#scripts/sandbox/fault-rows.ts';
import type { Fault } from '#scripts/sandbox/provider.ts';

const OPENAPI = 'Axiom’s OpenAPI documents, v1 and v2 (L2)';
const LIMITS = 'Axiom’s documentation, API limits (L1)';

/** The ways in which this Axiom can be ill, and what each must come out as. */
export const AXIOM_FAULTS: Fault[] = [
  {
    id: 'axiom.token_revoked',
    does: 'Every request is answered 401.',
    source: OPENAPI,
    expect: [fail('axiom.token', 'auth', 'auth', 'AX_TOKEN')],
  },
  {
    id: 'axiom.token_expiring',
    does: 'The list of tokens says that ours expires in five days.',
    source: OPENAPI,
    expect: [warn('axiom.token', 'expiring', 'auth', 'EXPIRING')],
  },
  {
    id: 'axiom.token_may_not_ingest',
    does: 'Ingesting is answered 403.',
    source: OPENAPI,
    expect: [fail('axiom.ingest', 'permission', 'permission', 'AX_403')],
  },
  {
    id: 'axiom.dataset_missing',
    does: 'The dataset is answered 404.',
    source: OPENAPI,
    expect: [fail('axiom.dataset', 'not_found', 'function', 'AX_404'), fail('axiom.ingest', 'not_found', 'function', 'AX_404')],
  },
  {
    id: 'axiom.dataset_elsewhere',
    does: 'The dataset lives in EU Central 1; events for it are answered 400 with the two deployments.',
    source: 'coollabsio/coolify issue 9898 (L1)',
    expect: [warn('axiom.dataset', 'region', 'function', 'REGION'), fail('axiom.ingest', 'region', 'function', 'REGION')],
  },
  {
    id: 'axiom.dataset_of_metrics',
    does: 'The dataset is one for metrics.',
    source: OPENAPI,
    expect: [warn('axiom.dataset', 'config', 'function', 'AX_KIND')],
  },
  {
    id: 'axiom.token_may_only_ingest',
    does: 'All but ingesting is answered 403.',
    source: 'Axiom’s documentation, basic tokens (L1)',
    expect: [warn('axiom.dataset', 'permission', 'permission', 'AX_403'), fail('axiom.query_back', 'permission', 'permission', 'AX_403')],
  },
  {
    id: 'axiom.events_rejected',
    does: 'Ingesting is answered 200 with failed: 1 (a dataset with all the fields it may have).',
    source: OPENAPI,
    expect: [fail('axiom.ingest', 'wrong_result', 'function', 'AX_FIELDS')],
  },
  {
    id: 'axiom.event_refused',
    does: 'Ingesting is answered 400 with a reason that we have no words for.',
    source: 'made up, within the contract (L0)',
    expect: [fail('axiom.ingest', 'wrong_result', 'function', 'AX_REFUSED')],
  },
  {
    id: 'axiom.ingest_limit',
    does: 'Ingesting is answered 429 with X-IngestLimit-Remaining: 0.',
    source: LIMITS,
    expect: [fail('axiom.ingest', 'quota', 'function', 'QUOTA')],
  },
  {
    id: 'axiom.request_limit',
    does: 'Everything is answered 429 with X-RateLimit-Remaining: 0 and the time of its reset.',
    source: LIMITS,
    expect: [fail('axiom.token', 'rate_limit', 'function', 'RATE_LIMIT'), fail('axiom.ingest', 'rate_limit', 'function', 'RATE_LIMIT')],
  },
  {
    id: 'axiom.stumbles',
    does: 'Each request is answered 500 the first time, and well when it is asked again.',
    source: 'made up, within the contract (L0)',
    expect: [
      warn('axiom.token', 'server_error', 'http', 'RETRIED'),
      warn('axiom.dataset', 'server_error', 'http', 'RETRIED'),
      warn('axiom.ingest', 'server_error', 'http', 'RETRIED'),
      warn('axiom.query_back', 'server_error', 'http', 'RETRIED'),
    ],
  },
  {
    id: 'axiom.lag',
    does: 'An event can be found only 11 seconds after it was taken.',
    source: 'made up, within the contract (L0)',
    expect: [{ ...warn('axiom.query_back', 'slow', 'function', 'AX_LAG'), deadlineMs: 20_000 }],
  },
  {
    id: 'axiom.never_visible',
    does: 'Events are taken, and never found.',
    source: 'made up, within the contract (L0)',
    expect: [{ ...fail('axiom.query_back', 'wrong_result', 'function', 'AX_LAG'), deadlineMs: 2_500 }],
  },
  {
    id: 'axiom.event_altered',
    does: 'Events come back with another source than they were sent with.',
    source: 'made up: what a pipeline in between does (L0)',
    expect: [fail('axiom.query_back', 'data_mismatch', 'function', 'AX_ALTERED')],
  },
  {
    id: 'axiom.partial_result',
    does: 'Queries are answered with isPartial: true.',
    source: OPENAPI,
    expect: [warn('axiom.query_back', 'wrong_result', 'function', 'AX_PARTIAL')],
  },
  {
    id: 'axiom.echoes_secret',
    does: '401 whose text repeats the token it was given, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [fail('axiom.token', 'auth', 'auth', 'AX_TOKEN')],
  },
];
