import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { aiStudioTextToImage, vertexTextToImage } from '#activities/checks/gemini/text-to-image.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { readTargets } from '#env.ts';
import { answered, painted } from '#test/support/painted.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const STUDIO = 'gemini.ai_studio.text_to_image';
const VERTEX = 'gemini.vertex.text_to_image';
const PRICE = 0.067;

describe('a picture that is asked for', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(geminiSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());

  it.each([STUDIO, VERTEX])('by %s is painted as asked, kept, and paid', async (check) => {
    const { finding, evidence } = await bench.examine(check);
    expect(finding, finding.summary).toMatchObject({ status: 'ok', cost_usd: PRICE });
    expect(evidence.files).toMatchObject([{ name: 'picture.png', type: 'image/png' }]);
    expect(await sharp(evidence.files[0]!.bytes).metadata()).toMatchObject({ format: 'png', width: 1024, height: 1024 });
    expect(finding.metadata['answer']).toMatchObject({
      picture: { type: 'image/png', width: 1024, bytes: evidence.files[0]!.bytes.length },
    });
  });

  it('is called what it is, not what the answer calls it', async () => {
    await bench.sandbox.break('ai-studio.image_mislabelled');
    const { finding, evidence } = await bench.examine(STUDIO);
    expect(finding).toMatchObject({ status: 'warn', hint: { id: 'MIME' }, cost_usd: PRICE });
    expect(finding.summary).toContain('called image/png and its bytes are image/jpeg');
    expect(evidence.files).toMatchObject([{ name: 'picture.jpeg', type: 'image/jpeg' }]);
  });

  it('and comes damaged is kept all the same, to be looked at', async () => {
    await bench.sandbox.break('ai-studio.image_damaged');
    const { finding, evidence } = await bench.examine(STUDIO);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: 'BAD_PICTURE' }, cost_usd: PRICE });
    expect(evidence.files).toHaveLength(1);
  });

  it.each([
    ['ai-studio.image_missing', STUDIO, 'NO_IMAGE', 'GEMINI_IMAGE_MODEL'],
    ['ai-studio.image_blocked', STUDIO, 'SAFETY', 'GEMINI_IMAGE_MODEL'],
    ['ai-studio.quota_none', STUDIO, 'IMG_QUOTA0', 'GEMINI_IMAGE_MODEL'],
    ['ai-studio.quota', STUDIO, 'QUOTA', 'again in 26 s'],
    ['ai-studio.credits_gone', STUDIO, 'CREDITS', 'Billing'],
    ['ai-studio.model_missing', STUDIO, 'MODEL_404', 'GEMINI_IMAGE_MODEL'],
    ['ai-studio.unknown_field', STUDIO, 'API_VERSION', 'GEMINI_API_VERSION=v1beta'],
    ['ai-studio.key_restricted', STUDIO, 'KEY_RESTRICTED', 'GEMINI_API_KEY'],
    ['vertex.image_missing', VERTEX, 'NO_IMAGE', 'VERTEX_IMAGE_MODEL'],
    ['vertex.region', VERTEX, 'REGION', 'VERTEX_IMAGE_MODEL'],
    ['vertex.permission', VERTEX, 'IAM', 'roles/aiplatform.user'],
    ['vertex.billing_disabled', VERTEX, 'BILLING', 'Billing'],
    ['google-token.key_deleted', VERTEX, 'SA_KEY', 'Make a new key.'],
  ])('under %s by %s is not paid, and %s names %s', async (fault, check, id, words) => {
    await bench.sandbox.break(fault);
    const { finding, evidence } = await bench.examine(check);
    expect(finding).toMatchObject({ status: 'fail', hint: { id }, cost_usd: 0 });
    expect(finding.hint!.steps.join(' ')).toContain(words);
    expect(evidence.files).toEqual([]);
  });

  it('of a model that paints nothing is a wrong setting', async () => {
    const { finding } = await bench.examine(STUDIO, { GEMINI_IMAGE_MODEL: 'gemini-3.8-flash' });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'config', http_status: 400, cost_usd: 0 });
    expect(finding.hint!.steps[0]).toBe('Look at GEMINI_IMAGE_MODEL: is it a model that answers in pictures?');
  });

  it.each([
    ['ai-studio.hangs', PRICE],
    ['ai-studio.broken_json', PRICE],
    ['ai-studio.html', 0],
    ['ai-studio.closed', 0],
    ['ai-studio.server_error', 0],
  ])('under %s counts as paid %d: Google paints on when nobody listens', async (fault, cost) => {
    await bench.sandbox.break(fault);
    expect((await bench.examine(STUDIO, {}, 1_000)).finding.cost_usd).toBe(cost);
  });
});

describe('what came is judged', () => {
  const RED = { name: 'red', hue: 0 };
  const studio = targetOf('ai_studio');
  const judge = (...change: Parameters<typeof painted>) =>
    aiStudioTextToImage.judge(answered({ ...painted(...change), asked: RED }), {
      check: STUDIO,
      settings: studio as never,
      thresholds: aiStudioTextToImage.thresholds,
      doc: 'docs/checks/gemini.text-to-image.md',
    });

  it.each([
    ['well', [{}, {}], 'ok', null],
    ['well up to 60° beside the colour', [{}, { hue: 60 }], 'ok', null],
    ['another colour from 61° on', [{}, { hue: 61 }], 'warn', 'OTHER_PICTURE'],
    ['grey', [{}, { hue: null }], 'warn', 'OTHER_PICTURE'],
    ['well from 64 pixels on', [{}, { width: 64, height: 64 }], 'ok', null],
    ['too small below', [{}, { width: 1024, height: 63 }], 'fail', 'BAD_PICTURE'],
    ['undecodable', [{}, { problem: 'premature end', hue: null }], 'fail', 'BAD_PICTURE'],
    ['ended early', [{ finish_reason: 'MAX_TOKENS' }, {}], 'warn', 'FINISH'],
    [
      'ended early before all that follows from it',
      [{ finish_reason: 'MAX_TOKENS' }, { hue: 120, declared: 'image/jpeg' }],
      'warn',
      'FINISH',
    ],
    ['without a finish reason', [{ finish_reason: null }, {}], 'warn', 'FINISH'],
    ['another type', [{}, { declared: 'image/jpeg' }], 'warn', 'MIME'],
    ['no type', [{}, { declared: null }], 'warn', 'MIME'],
    ['blocked before it began', [{ picture: null, block_reason: 'PROHIBITED_CONTENT', finish_reason: null }], 'fail', 'SAFETY'],
    ['blocked by Model Armor', [{ picture: null, finish_reason: 'MODEL_ARMOR' }], 'fail', 'SAFETY'],
    ['blocked for its likeness', [{ picture: null, finish_reason: 'IMAGE_RECITATION' }], 'fail', 'SAFETY'],
    ['nothing at all', [{ picture: null, finish_reason: 'IMAGE_OTHER' }], 'fail', 'NO_IMAGE'],
    ['words alone', [{ picture: null, text: 'I cannot paint.' }], 'fail', 'NO_IMAGE'],
  ] as [string, Parameters<typeof painted>, string, string | null][])('as %s', (_what, change, status, id) => {
    const finding = judge(...change);
    expect(finding).toMatchObject({ status, hint: id && { id }, cost_usd: change[0]?.picture === null ? 0 : PRICE });
  });

  it('and words in its place are quoted', () => {
    expect(judge({ picture: null, text: 'I cannot paint.' }).summary).toContain('“I cannot paint.”');
  });

  it('not at all where this machine has no decoder: nobody’s light is red for that', () => {
    const context = { check: VERTEX, settings: targetOf('vertex') as never, thresholds: vertexTextToImage.thresholds, doc: 'x' };
    const error = { name: 'NoPictureTools', message: 'Could not load the "sharp" module', code: null, status: null };
    const finding = vertexTextToImage.judge({ ...answered(null as never), exchanges: [], error }, context);
    expect(finding).toMatchObject({ status: 'unknown', failure_class: 'runner', cost_usd: 0 });
  });
});

function targetOf(kind: 'ai_studio' | 'vertex'): object {
  const variables = { GEMINI_API_KEY: 'AIza-aurora', GOOGLE_CLOUD_PROJECT: 'aurora', GOOGLE_SERVICE_ACCOUNT_JSON: '{}' };
  return createChecks(readTargets(variables)).find(({ target }) => target.kind === kind)!.target.settings!;
}
