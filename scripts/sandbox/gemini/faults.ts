import type { Fault } from '#scripts/sandbox/provider.ts';

type Expected = Fault['expect'][number];
const row = (
  id: string,
  /** Several: the root cause first. */
  checks: string | string[],
  failure_class: Expected['failure_class'],
  does: string,
  source: string,
  status: Expected['status'] = 'fail',
): Fault => ({ id, does, source, expect: [checks].flat().map((check) => ({ check, status, failure_class })) });

const ERRORS = 'ai.google.dev, API errors (L1); body by google.rpc.Status (L2)';
const KEY = 'gemini.ai_studio.key';
const MODELS = 'gemini.ai_studio.models';
const COUNTS = 'gemini.ai_studio.count_tokens';
const STUDIO = 'gemini.ai_studio.text';
const JSON_STUDIO = 'gemini.ai_studio.json';
const VERTEX = 'gemini.vertex.text';
const ACCESS = 'gemini.vertex.access';
const CREDENTIALS = 'gemini.vertex.credentials';

const PAINTS = 'gemini.ai_studio.text_to_image';
const EDITS = 'gemini.ai_studio.image_edit';
const VERTEX_PAINTS = 'gemini.vertex.text_to_image';

/** The ways to break Gemini that are its own; those of the wire come on top. */
export const GEMINI_FAULTS: Fault[] = [
  row('ai-studio.key_invalid', KEY, 'auth', 'Everything is answered 400 API_KEY_INVALID.', 'gemini-cli issue 25198 (L1)'),
  row('ai-studio.key_leaked', KEY, 'auth', 'Everything is answered 403: reported as leaked.', 'continuedev/continue issue 10513 (L1)'),
  row('ai-studio.key_restricted', KEY, 'permission', 'Everything is answered 403 API_KEY_SERVICE_BLOCKED.', 'google.api.ErrorReason (L2)'),
  row('ai-studio.echoes_secret', KEY, 'auth', '400 whose text repeats the key, in several encodings.', 'a careless proxy (L0)'),
  row('ai-studio.count_missing', COUNTS, 'wrong_result', 'Counting is answered 200 without a count.', 'proto3 JSON leaves a zero out (L2)'),
  row('ai-studio.quota', STUDIO, 'quota', 'Asking a model is answered 429 RESOURCE_EXHAUSTED.', ERRORS),
  row('ai-studio.credits_gone', STUDIO, 'billing', 'Asking a model is answered 402.', ERRORS),
  row('ai-studio.free_tier', STUDIO, 'billing', 'Asking a model is answered 400 FAILED_PRECONDITION.', ERRORS),
  row(
    'ai-studio.unknown_field',
    [STUDIO, JSON_STUDIO],
    'api_version',
    '400: a field of the request is unknown.',
    'googleapis/js-genai issue 1746 (L1)',
  ),
  row('ai-studio.model_missing', [STUDIO, MODELS], 'not_found', 'All models but those for embeddings are answered 404.', ERRORS),
  row(
    'ai-studio.model_retiring',
    STUDIO,
    'expiring',
    'Answers say that their model is retired in 20 days.',
    'genai 3.1.0 typings, ModelStatus (L2)',
    'warn',
  ),
  row('ai-studio.text_blocked', STUDIO, 'blocked', '200 with a block reason.', 'genai 3.1.0 typings (L2)'),
  row('ai-studio.text_truncated', STUDIO, 'wrong_result', '200 with MAX_TOKENS and no text.', 'python-genai issue 811 (L1)'),
  row('ai-studio.text_wrong', STUDIO, 'wrong_result', '200 with other words.', 'made up, within the contract (L0)'),
  row('ai-studio.json_broken', JSON_STUDIO, 'wrong_result', 'JSON is answered with words around it.', 'made up, within the contract (L0)'),
  row(
    'ai-studio.json_schema',
    JSON_STUDIO,
    'wrong_result',
    'JSON is answered in another form.',
    'made up, within the contract (L0)',
    'warn',
  ),
  row(
    'ai-studio.embedding_flat',
    'gemini.ai_studio.embedding',
    'wrong_result',
    'Every text gets the same vector.',
    'made up, within the contract (L0)',
  ),
  row(
    'ai-studio.quota_none',
    PAINTS,
    'quota',
    'Asking for a picture is answered 429 with a quota of nothing: its value is left out.',
    'gemini-cli issue 8437 (L1)',
  ),
  row('ai-studio.image_missing', PAINTS, 'wrong_result', '200 with NO_IMAGE and words in its place.', 'genai 3.1.0 typings (L2)'),
  row('ai-studio.image_blocked', PAINTS, 'blocked', '200 with IMAGE_SAFETY and no picture.', 'genai 3.1.0 typings (L2)'),
  row('ai-studio.image_damaged', PAINTS, 'wrong_result', '200 with half a PNG.', 'made up, within the contract (L0)'),
  row(
    'ai-studio.image_off_colour',
    PAINTS,
    'wrong_result',
    '200 with a picture of another colour.',
    'made up, within the contract (L0)',
    'warn',
  ),
  row(
    'ai-studio.image_mislabelled',
    PAINTS,
    'wrong_result',
    '200 with a JPEG that is called image/png.',
    'python-genai issue 1824 (L1)',
    'warn',
  ),
  row(
    'ai-studio.image_unchanged',
    EDITS,
    'wrong_result',
    '200 with the picture that was sent.',
    'made up, within the contract (L0)',
    'warn',
  ),
  row('vertex.token_refused', [ACCESS, VERTEX], 'auth', 'Everything is answered 401 UNAUTHENTICATED.', 'google.api.ErrorReason (L2)'),
  row('vertex.echoes_secret', [ACCESS, VERTEX], 'auth', '401 whose text repeats the token, in several encodings.', 'a careless proxy (L0)'),
  row('vertex.project_unknown', [ACCESS, VERTEX], 'config', '403 CONSUMER_INVALID.', 'google.api.ErrorReason (L2)'),
  row('vertex.service_disabled', [ACCESS, VERTEX], 'permission', '403 SERVICE_DISABLED.', 'google.api.ErrorReason (L2)'),
  row('vertex.permission', [ACCESS, VERTEX], 'permission', '403 IAM_PERMISSION_DENIED.', 'google.api.ErrorReason (L2)'),
  row('vertex.billing_disabled', [ACCESS, VERTEX], 'billing', '403 BILLING_DISABLED.', 'google.api.ErrorReason (L2)'),
  row('vertex.region', [ACCESS, VERTEX], 'region', '404 in `global`: the models are in regions only.', 'BerriAI/litellm issue 18781 (L1)'),
  row(
    'vertex.model_missing',
    [ACCESS, 'gemini.vertex.models'],
    'not_found',
    'The models are answered 404 everywhere.',
    'truefoundry/models pull request 946 (L1)',
  ),
  row('vertex.scope_missing', ACCESS, 'permission', '403 ACCESS_TOKEN_SCOPE_INSUFFICIENT.', 'google.api.ErrorReason (L2)'),
  row('vertex.quota', VERTEX, 'quota', '429 RESOURCE_EXHAUSTED.', ERRORS),
  row('vertex.text_blocked', VERTEX, 'blocked', '200 with a block reason.', 'genai 3.1.0 typings (L2)'),
  row('vertex.text_truncated', VERTEX, 'wrong_result', '200 with MAX_TOKENS and no text.', 'python-genai issue 811 (L1)'),
  row('vertex.text_wrong', VERTEX, 'wrong_result', '200 with other words.', 'made up, within the contract (L0)'),
  row(
    'vertex.embedding_dimensions',
    'gemini.vertex.embedding',
    'wrong_result',
    'Vectors come in 256 dimensions, whatever was asked for.',
    'made up, within the contract (L0)',
    'warn',
  ),
  row('vertex.image_missing', VERTEX_PAINTS, 'wrong_result', '200 with words and no picture.', 'made up, within the contract (L0)'),
  row(
    'vertex.image_unchanged',
    'gemini.vertex.image_edit',
    'wrong_result',
    '200 with the picture that was sent.',
    'made up, within the contract (L0)',
    'warn',
  ),
  row('google-token.key_deleted', CREDENTIALS, 'auth', '400 invalid_grant: Invalid JWT Signature.', 'google-auth-library issues (L1)'),
  row('google-token.account_missing', CREDENTIALS, 'auth', '400 invalid_grant: account not found.', 'google-auth-library issues (L1)'),
  row(
    'google-token.clock',
    CREDENTIALS,
    'clock',
    '400 invalid_grant: not a reasonable timeframe.',
    'google-auth-library issues (L1)',
    'unknown',
  ),
  row(
    'google-token.echoes_secret',
    CREDENTIALS,
    'auth',
    '400 whose text repeats the private key, in several encodings.',
    'a careless proxy (L0)',
  ),
];
