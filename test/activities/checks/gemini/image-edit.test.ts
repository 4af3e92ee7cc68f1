import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { aiStudioImageEdit } from '#activities/checks/gemini/image-edit.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { readTargets } from '#env.ts';
import { answered, painted } from '#test/support/painted.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const STUDIO = 'gemini.ai_studio.image_edit';
const VERTEX = 'gemini.vertex.image_edit';
const PRICE = 0.067;

describe('a picture that is to be changed', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(geminiSandbox, CAPABILITIES);
  });
  afterEach(() => bench.sandbox.heal());
  afterAll(() => bench.close());

  it.each([STUDIO, VERTEX])('by %s is changed; before and after are kept', async (check) => {
    const { finding, evidence } = await bench.examine(check);
    expect(finding, finding.summary).toMatchObject({ status: 'ok', cost_usd: PRICE });
    const [before, after] = evidence.files;
    expect(evidence.files).toMatchObject([
      { name: 'before.png', type: 'image/png' },
      { name: 'after.png', type: 'image/png' },
    ]);
    for (const { bytes } of evidence.files) expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 256, height: 256 });
    expect(await strongest(before!.bytes)).not.toBe(await strongest(after!.bytes));
    expect(finding.metadata['answer']).toMatchObject({
      before: { sha256: createHash('sha256').update(before!.bytes).digest('hex') },
      picture: { sha256: createHash('sha256').update(after!.bytes).digest('hex') },
    });
  });

  it.each([
    ['ai-studio.image_unchanged', STUDIO, 'SAME_IMAGE'],
    ['vertex.image_unchanged', VERTEX, 'SAME_IMAGE'],
    ['ai-studio.image_mislabelled', STUDIO, 'MIME'],
  ])('under %s by %s comes back with a warning %s, and is paid', async (fault, check, id) => {
    await bench.sandbox.break(fault);
    const { finding, evidence } = await bench.examine(check);
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'wrong_result', hint: { id }, cost_usd: PRICE });
    expect(evidence.files).toHaveLength(2);
  });

  it.each([
    ['ai-studio.image_missing', STUDIO, 'NO_IMAGE', 0],
    ['ai-studio.image_blocked', STUDIO, 'SAFETY', 0],
    ['ai-studio.image_damaged', STUDIO, 'BAD_PICTURE', PRICE],
    ['ai-studio.quota_none', STUDIO, 'IMG_QUOTA0', 0],
    ['vertex.region', VERTEX, 'REGION', 0],
    ['google-token.account_missing', VERTEX, 'SA_GONE', 0],
  ])('under %s by %s fails with %s, paid %d; what was sent is kept', async (fault, check, id, cost) => {
    await bench.sandbox.break(fault);
    const { finding, evidence } = await bench.examine(check);
    expect(finding).toMatchObject({ status: 'fail', hint: { id }, cost_usd: cost });
    expect(evidence.files.map(({ name }) => name)).toEqual(
      check === VERTEX && fault.startsWith('google-token') ? [] : cost > 0 ? ['before.png', 'after.png'] : ['before.png'],
    );
  });
});

describe('what came back is judged', () => {
  const RED = { name: 'red', hue: 0 };
  const GREEN = { name: 'green', hue: 120 };
  const variables = { GEMINI_API_KEY: 'AIza-aurora' };
  const settings = createChecks(readTargets(variables)).find(({ entry }) => entry.name === STUDIO)!.target.settings as never;
  const judge = (
    { difference = 90, ...change }: Parameters<typeof painted>[0] & { difference?: number | null },
    picture: Parameters<typeof painted>[1] = {},
  ) =>
    aiStudioImageEdit.judge(
      answered({ ...painted(change, { hue: 120, ...picture }), from: RED, to: GREEN, before: { sha256: 'be4', hue: 0 }, difference }),
      { check: STUDIO, settings, thresholds: aiStudioImageEdit.thresholds, doc: 'docs/checks/gemini.image-edit.md' },
    );

  it.each([
    ['well', judge({}), 'ok', null],
    ['well where the hue moved by 60°', judge({}, { hue: 300 }), 'ok', null],
    ['unheeded where it moved by 59°', judge({}, { hue: 301 }), 'warn', 'EDIT_IGNORED'],
    ['unheeded where no colour is left', judge({}, { hue: null }), 'warn', 'EDIT_IGNORED'],
    ['the same where its bytes are', judge({}, { sha256: 'be4' }), 'warn', 'SAME_IMAGE'],
    ['the same in another format', judge({ difference: 1.9 }), 'warn', 'SAME_IMAGE'],
    ['well from a difference of 2', judge({ difference: 2 }), 'ok', null],
    ['ended early before all that follows from it', judge({ finish_reason: 'OTHER', difference: 0 }), 'warn', 'FINISH'],
    ['another type', judge({}, { declared: 'image/webp' }), 'warn', 'MIME'],
    ['blocked', judge({ picture: null, finish_reason: 'IMAGE_PROHIBITED_CONTENT', difference: null }), 'fail', 'SAFETY'],
    ['nothing', judge({ picture: null, difference: null }), 'fail', 'NO_IMAGE'],
    ['undecodable', judge({ difference: null }, { problem: 'read error', hue: null }), 'fail', 'BAD_PICTURE'],
  ] as const)('as %s', (_what, finding, status, id) => {
    expect(finding).toMatchObject({ status, hint: id && { id } });
  });

  it('and the colours are named', () => {
    expect(judge({}).summary).toContain('from red to green (hue 0° → 120°)');
  });
});

/** Which of red, green and blue is strongest. */
async function strongest(bytes: Uint8Array): Promise<number> {
  const { channels } = await sharp(bytes).stats();
  const means = channels.map(({ mean }) => mean);
  return means.indexOf(Math.max(...means));
}
