import { fail, row, warn } from '#scripts/sandbox/fault-rows.ts';
import type { Fault } from '#scripts/sandbox/provider.ts';

const ERRORS = 'ai.google.dev, API errors (L1); body by google.rpc.Status (L2)';
const KEY = 'gemini.ai_studio.key';
const MODELS = 'gemini.ai_studio.models';
const COUNTS = 'gemini.ai_studio.count_tokens';
const STUDIO = 'gemini.ai_studio.text';
const JSON_STUDIO = 'gemini.ai_studio.json';
const PAINTS = 'gemini.ai_studio.text_to_image';
const EDITS = 'gemini.ai_studio.image_edit';

/** The ways in which AI Studio can be ill that are its own; those of the wire come on top. */
export const AI_STUDIO_FAULTS: readonly Fault[] = [
  row(
    'ai-studio.key_invalid',
    'Everything is answered 400 API_KEY_INVALID.',
    'gemini-cli issue 25198 (L1)',
    fail(KEY, 'auth', 'auth', 'KEY_INVALID'),
  ),
  row(
    'ai-studio.key_leaked',
    'Everything is answered 403: reported as leaked.',
    'continuedev/continue issue 10513 (L1)',
    fail(KEY, 'auth', 'auth', 'KEY_LEAKED'),
  ),
  row(
    'ai-studio.key_restricted',
    'Everything is answered 403 API_KEY_SERVICE_BLOCKED.',
    'google.api.ErrorReason (L2)',
    fail(KEY, 'permission', 'permission', 'KEY_RESTRICTED'),
  ),
  row(
    'ai-studio.echoes_secret',
    '400 whose text repeats the key, in several encodings.',
    'a careless proxy (L0)',
    fail(KEY, 'auth', 'auth', 'KEY_INVALID'),
  ),
  row(
    'ai-studio.count_missing',
    'Counting is answered 200 without a count.',
    'proto3 JSON leaves a zero out (L2)',
    fail(COUNTS, 'wrong_result', 'function', 'NO_COUNT'),
  ),
  row('ai-studio.quota', 'Asking a model is answered 429 RESOURCE_EXHAUSTED.', ERRORS, fail(STUDIO, 'quota', 'function', 'QUOTA')),
  row('ai-studio.credits_gone', 'Asking a model is answered 402.', ERRORS, fail(STUDIO, 'billing', 'function', 'CREDITS')),
  row(
    'ai-studio.free_tier',
    'Asking a model is answered 400 FAILED_PRECONDITION.',
    ERRORS,
    fail(STUDIO, 'billing', 'permission', 'FREE_TIER_GEO'),
  ),
  row(
    'ai-studio.unknown_field',
    '400: a field of the request is unknown.',
    'googleapis/js-genai issue 1746 (L1)',
    fail(STUDIO, 'api_version', 'function', 'API_VERSION'),
    fail(JSON_STUDIO, 'api_version', 'function', 'API_VERSION'),
  ),
  row(
    'ai-studio.model_missing',
    'All models but those for embeddings are answered 404.',
    ERRORS,
    fail(STUDIO, 'not_found', 'function', 'MODEL_404'),
    fail(MODELS, 'not_found', 'function', 'MODEL_404'),
  ),
  row(
    'ai-studio.model_retiring',
    'Answers say that their model is retired in 20 days.',
    'genai 3.1.0 typings, ModelStatus (L2)',
    warn(STUDIO, 'expiring', 'function', 'MODEL_RETIRING'),
  ),
  row(
    'ai-studio.model_retired',
    'Answers still come, but say that their model was retired yesterday.',
    'genai 3.1.0 typings, ModelStatus (L2)',
    fail(STUDIO, 'retired', 'function', 'MODEL_RETIRING'),
  ),
  row('ai-studio.text_blocked', '200 with a block reason.', 'genai 3.1.0 typings (L2)', fail(STUDIO, 'blocked', 'function', 'SAFETY')),
  row(
    'ai-studio.text_truncated',
    '200 with MAX_TOKENS and no text.',
    'python-genai issue 811 (L1)',
    fail(STUDIO, 'wrong_result', 'function', 'THINKING_BUDGET'),
  ),
  row(
    'ai-studio.text_wrong',
    '200 with other words.',
    'made up, within the contract (L0)',
    fail(STUDIO, 'wrong_result', 'function', 'WRONG_TEXT'),
  ),
  row(
    'ai-studio.json_broken',
    'JSON is answered with words around it.',
    'made up, within the contract (L0)',
    fail(JSON_STUDIO, 'wrong_result', 'function', 'NOT_JSON'),
  ),
  row(
    'ai-studio.json_schema',
    'JSON is answered in another form.',
    'made up, within the contract (L0)',
    warn(JSON_STUDIO, 'wrong_result', 'function', 'SCHEMA'),
  ),
  row(
    'ai-studio.embedding_flat',
    'Every text gets the same vector.',
    'made up, within the contract (L0)',
    fail('gemini.ai_studio.embedding', 'wrong_result', 'function', 'VECTORS_WRONG'),
  ),
  row(
    'ai-studio.quota_none',
    'Asking for a picture is answered 429 with a quota of nothing: its value is left out.',
    'gemini-cli issue 8437 (L1)',
    fail(PAINTS, 'quota', 'function', 'IMG_QUOTA0'),
  ),
  row(
    'ai-studio.image_unsupported',
    'Asking for a picture is answered 400 INVALID_ARGUMENT: the model has words only.',
    'googleapis/go-genai issue 158 (L1)',
    fail(PAINTS, 'config', 'function', 'BAD_REQUEST'),
  ),
  row(
    'ai-studio.image_missing',
    '200 with NO_IMAGE and words in its place.',
    'genai 3.1.0 typings (L2)',
    fail(PAINTS, 'wrong_result', 'function', 'NO_IMAGE'),
  ),
  row(
    'ai-studio.image_blocked',
    '200 with IMAGE_SAFETY and no picture.',
    'genai 3.1.0 typings (L2)',
    fail(PAINTS, 'blocked', 'function', 'SAFETY'),
  ),
  row(
    'ai-studio.image_damaged',
    '200 with half a PNG.',
    'made up, within the contract (L0)',
    fail(PAINTS, 'wrong_result', 'function', 'BAD_PICTURE'),
  ),
  row(
    'ai-studio.image_off_colour',
    '200 with a picture of another colour.',
    'made up, within the contract (L0)',
    warn(PAINTS, 'wrong_result', 'function', 'OTHER_PICTURE'),
  ),
  row(
    'ai-studio.image_mislabelled',
    '200 with a JPEG that is called image/png.',
    'python-genai issue 1824 (L1)',
    warn(PAINTS, 'wrong_result', 'function', 'MIME'),
  ),
  row(
    'ai-studio.image_unchanged',
    '200 with the picture that was sent.',
    'made up, within the contract (L0)',
    warn(EDITS, 'wrong_result', 'function', 'SAME_IMAGE'),
  ),
];
