import type { Expected, Fault } from '#scripts/sandbox/provider.ts';

const OPENAPI = 'Axiom’s OpenAPI documents, v1 and v2 (L2)';
const LIMITS = 'Axiom’s documentation, API limits (L1)';

/** The ways in which this Axiom can be ill, and what each must come out as. */
export const AXIOM_FAULTS: Fault[] = [
  { id: 'axiom.token_revoked', does: 'Every request is answered 401.', source: OPENAPI, expect: [fail('axiom.token', 'auth')] },
  {
    id: 'axiom.token_may_not_ingest',
    does: 'Ingesting is answered 403.',
    source: OPENAPI,
    expect: [fail('axiom.ingest', 'permission')],
  },
  {
    id: 'axiom.dataset_missing',
    does: 'The dataset is answered 404.',
    source: OPENAPI,
    expect: [fail('axiom.dataset', 'not_found'), fail('axiom.ingest', 'not_found')],
  },
  {
    id: 'axiom.dataset_elsewhere',
    does: 'The dataset lives in EU Central 1; events for it are answered 400 with the two deployments.',
    source: 'coollabsio/coolify issue 9898 (L1)',
    expect: [warn('axiom.dataset', 'region'), fail('axiom.ingest', 'region')],
  },
  {
    id: 'axiom.dataset_of_metrics',
    does: 'The dataset is one for metrics.',
    source: OPENAPI,
    expect: [warn('axiom.dataset', 'config')],
  },
  {
    id: 'axiom.token_may_only_ingest',
    does: 'All but ingesting is answered 403.',
    source: 'Axiom’s documentation, basic tokens (L1)',
    expect: [warn('axiom.dataset', 'permission'), fail('axiom.query_back', 'permission')],
  },
  {
    id: 'axiom.events_rejected',
    does: 'Ingesting is answered 200 with failed: 1 (a dataset with all the fields it may have).',
    source: OPENAPI,
    expect: [fail('axiom.ingest', 'wrong_result')],
  },
  {
    id: 'axiom.ingest_limit',
    does: 'Ingesting is answered 429 with X-IngestLimit-Remaining: 0.',
    source: LIMITS,
    expect: [fail('axiom.ingest', 'quota')],
  },
  {
    id: 'axiom.request_limit',
    does: 'Everything is answered 429 with X-RateLimit-Remaining: 0 and the time of its reset.',
    source: LIMITS,
    expect: [fail('axiom.token', 'rate_limit'), fail('axiom.ingest', 'rate_limit')],
  },
  {
    id: 'axiom.stumbles',
    does: 'Each request is answered 500 the first time, and well when it is asked again.',
    source: 'made up, within the contract (L0)',
    expect: [
      warn('axiom.token', 'server_error'),
      warn('axiom.dataset', 'server_error'),
      warn('axiom.ingest', 'server_error'),
      warn('axiom.query_back', 'server_error'),
    ],
  },
  {
    id: 'axiom.lag',
    does: 'An event can be found only 11 seconds after it was taken.',
    source: 'made up, within the contract (L0)',
    expect: [{ ...warn('axiom.query_back', 'slow'), deadlineMs: 20_000 }],
  },
  {
    id: 'axiom.never_visible',
    does: 'Events are taken, and never found.',
    source: 'made up, within the contract (L0)',
    expect: [{ ...fail('axiom.query_back', 'wrong_result'), deadlineMs: 2_500 }],
  },
  {
    id: 'axiom.partial_result',
    does: 'Queries are answered with isPartial: true.',
    source: OPENAPI,
    expect: [warn('axiom.query_back', 'wrong_result')],
  },
  {
    id: 'axiom.echoes_secret',
    does: '401 whose text repeats the token it was given, in several encodings.',
    source: 'a careless proxy (L0)',
    expect: [fail('axiom.token', 'auth')],
  },
];

function fail(check: string, failureClass: Expected['failure_class']): Expected {
  return { check, status: 'fail', failure_class: failureClass };
}

function warn(check: string, failureClass: Expected['failure_class']): Expected {
  return { check, status: 'warn', failure_class: failureClass };
}
