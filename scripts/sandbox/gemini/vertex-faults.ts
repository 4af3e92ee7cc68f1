import { fail, row, untold, warn } from '#scripts/sandbox/fault-rows.ts';
import type { Fault } from '#scripts/sandbox/provider.ts';

const ERRORS = 'ai.google.dev, API errors (L1); body by google.rpc.Status (L2)';
const VERTEX = 'gemini.vertex.text';
const ACCESS = 'gemini.vertex.access';
const CREDENTIALS = 'gemini.vertex.credentials';
const VERTEX_PAINTS = 'gemini.vertex.text_to_image';

/** The ways in which Vertex and Google’s token service can be ill that are their own; those of the wire come on top. */
export const VERTEX_FAULTS: readonly Fault[] = [
  row(
    'vertex.token_refused',
    'Everything is answered 401 UNAUTHENTICATED.',
    'google.api.ErrorReason (L2)',
    fail(ACCESS, 'auth', 'auth', 'CREDENTIAL'),
    fail(VERTEX, 'auth', 'auth', 'CREDENTIAL'),
  ),
  row(
    'vertex.echoes_secret',
    '401 whose text repeats the token, in several encodings.',
    'a careless proxy (L0)',
    fail(ACCESS, 'auth', 'auth', 'CREDENTIAL'),
    fail(VERTEX, 'auth', 'auth', 'CREDENTIAL'),
  ),
  row(
    'vertex.project_unknown',
    '403 CONSUMER_INVALID.',
    'google.api.ErrorReason (L2)',
    fail(ACCESS, 'config', 'permission', 'PROJECT'),
    fail(VERTEX, 'config', 'permission', 'PROJECT'),
  ),
  row(
    'vertex.service_disabled',
    '403 SERVICE_DISABLED.',
    'google.api.ErrorReason (L2)',
    fail(ACCESS, 'permission', 'permission', 'SERVICE_DISABLED'),
    fail(VERTEX, 'permission', 'permission', 'SERVICE_DISABLED'),
  ),
  row(
    'vertex.permission',
    '403 IAM_PERMISSION_DENIED.',
    'google.api.ErrorReason (L2)',
    fail(ACCESS, 'permission', 'permission', 'IAM'),
    fail(VERTEX, 'permission', 'permission', 'IAM'),
  ),
  row(
    'vertex.billing_disabled',
    '403 BILLING_DISABLED.',
    'google.api.ErrorReason (L2)',
    fail(ACCESS, 'billing', 'permission', 'BILLING'),
    fail(VERTEX, 'billing', 'permission', 'BILLING'),
  ),
  row(
    'vertex.region',
    '404 in `global`: the models are in regions only.',
    'BerriAI/litellm issue 18781 (L1)',
    fail(ACCESS, 'region', 'function', 'REGION'),
    fail(VERTEX, 'region', 'function', 'REGION'),
  ),
  row(
    'vertex.model_missing',
    'The models are answered 404 everywhere.',
    'truefoundry/models pull request 946 (L1)',
    fail(ACCESS, 'not_found', 'function', 'MODEL_404'),
    fail('gemini.vertex.models', 'not_found', 'function', 'MODEL_404'),
  ),
  row(
    'vertex.scope_missing',
    '403 ACCESS_TOKEN_SCOPE_INSUFFICIENT.',
    'google.api.ErrorReason (L2)',
    fail(ACCESS, 'permission', 'permission', 'SCOPE'),
  ),
  row('vertex.quota', '429 RESOURCE_EXHAUSTED.', ERRORS, fail(VERTEX, 'quota', 'function', 'QUOTA')),
  row(
    'vertex.unknown_field',
    '400: a field of the request is unknown.',
    'BerriAI/litellm issue 6453 (L1)',
    fail(VERTEX, 'api_version', 'function', 'API_VERSION'),
    fail('gemini.vertex.json', 'api_version', 'function', 'API_VERSION'),
  ),
  row('vertex.text_blocked', '200 with a block reason.', 'genai 3.1.0 typings (L2)', fail(VERTEX, 'blocked', 'function', 'SAFETY')),
  row(
    'vertex.text_truncated',
    '200 with MAX_TOKENS and no text.',
    'python-genai issue 811 (L1)',
    fail(VERTEX, 'wrong_result', 'function', 'THINKING_BUDGET'),
  ),
  row(
    'vertex.text_wrong',
    '200 with other words.',
    'made up, within the contract (L0)',
    fail(VERTEX, 'wrong_result', 'function', 'WRONG_TEXT'),
  ),
  row(
    'vertex.embedding_dimensions',
    'Vectors come in 256 dimensions, whatever was asked for.',
    'made up, within the contract (L0)',
    warn('gemini.vertex.embedding', 'wrong_result', 'function', 'DIMENSIONS'),
  ),
  row(
    'vertex.image_missing',
    '200 with words and no picture.',
    'made up, within the contract (L0)',
    fail(VERTEX_PAINTS, 'wrong_result', 'function', 'NO_IMAGE'),
  ),
  row(
    'vertex.image_unchanged',
    '200 with the picture that was sent.',
    'made up, within the contract (L0)',
    warn('gemini.vertex.image_edit', 'wrong_result', 'function', 'SAME_IMAGE'),
  ),
  row(
    'google-token.key_deleted',
    '400 invalid_grant: Invalid JWT Signature.',
    'google-auth-library issues (L1)',
    fail(CREDENTIALS, 'auth', 'auth', 'SA_KEY'),
  ),
  row(
    'google-token.account_missing',
    '400 invalid_grant: account not found.',
    'google-auth-library issues (L1)',
    fail(CREDENTIALS, 'auth', 'auth', 'SA_GONE'),
  ),
  row(
    'google-token.clock',
    '400 invalid_grant: not a reasonable timeframe.',
    'google-auth-library issues (L1)',
    untold(CREDENTIALS, 'clock', 'CLOCK'),
  ),
  row(
    'google-token.echoes_secret',
    '400 whose text repeats the private key, in several encodings.',
    'a careless proxy (L0)',
    fail(CREDENTIALS, 'auth', 'auth', 'SA_KEY'),
  ),
];
