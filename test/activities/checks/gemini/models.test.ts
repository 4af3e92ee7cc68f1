import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const STUDIO = 'gemini.ai_studio.models';
const VERTEX = 'gemini.vertex.models';

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterEach(() => bench.sandbox.heal());
afterAll(() => bench.close());

const found = async (check: string, variables: Record<string, string> = {}) => (await bench.examine(check, variables)).finding;

describe('the configured models', () => {
  it('are described, with their limits and versions, and kept as an artifact', async () => {
    const { finding, evidence } = await bench.examine(STUDIO);
    expect(finding.summary).toBe('gemini-3.8-flash, gemini-3.1-flash-image, gemini-embedding-2: all are there.');
    expect(finding.metadata['models']).toMatchObject([
      {
        variables: ['GEMINI_TEXT_MODEL'],
        version: '3.8',
        input_limit: 1_048_576,
        methods: ['generateContent', 'countTokens'],
        stage: null,
      },
      { variables: ['GEMINI_IMAGE_MODEL'] },
      { variables: ['GEMINI_EMBEDDING_MODEL'], methods: ['embedContent', 'countTokens'] },
    ]);
    expect(evidence.files.map(({ name }) => name)).toEqual(['models.json']);
  });

  it('are asked for once where two variables name the same', async () => {
    const { evidence } = await bench.examine(STUDIO, { GEMINI_IMAGE_MODEL: 'gemini-3.8-flash' });
    expect(evidence.exchanges).toHaveLength(2);
  });
});

describe('a model that is missing', () => {
  it.each([
    [
      STUDIO,
      { GEMINI_TEXT_MODEL: 'gemini-3.8-flsh' },
      'GEMINI_TEXT_MODEL than gemini-3.8-flsh; the nearest that exist are gemini-3.8-flash',
    ],
    [STUDIO, { GEMINI_EMBEDDING_MODEL: 'text-embedding-005' }, 'GEMINI_EMBEDDING_MODEL than text-embedding-005'],
    [VERTEX, { VERTEX_IMAGE_MODEL: 'gemini-3.1-image' }, 'the nearest that exist are gemini-3-pro-image'],
  ])('is told by %s %j with its variable and the nearest that exist', async (check, variables, step) => {
    const finding = await found(check, variables);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'not_found', http_status: 404, hint: { id: 'MODEL_404' } });
    expect(finding.hint!.steps[0]).toContain(step);
  });

  it('is told together with the others that are', async () => {
    const { summary, hint } = await found(STUDIO, { GEMINI_TEXT_MODEL: 'gemini-9', GEMINI_IMAGE_MODEL: 'gemini-9-image' });
    expect(summary).toBe('There are no models gemini-9 and gemini-9-image for this key and API version.');
    expect(hint!.steps.filter((step) => step.startsWith('Put another'))).toHaveLength(2);
  });

  it('is told with the nearest of those that can do its work', async () => {
    const steps = async (model: string) => (await found(STUDIO, { GEMINI_EMBEDDING_MODEL: model })).hint!.steps[0];
    expect(await steps('gemini-3.8-flashy')).toContain('the nearest that exist are gemini-embedding-2, gemini-embedding-001.');
    await bench.sandbox.break('ai-studio.model_missing');
    const { summary, hint } = await found(STUDIO);
    expect(summary).toContain('no models gemini-3.8-flash and gemini-3.1-flash-image');
    expect(hint!.steps[0]).toContain('is gemini-3.8-flash spelled right, or was it retired?');
  });

  it('is told too where nobody can say which exist', async () => {
    await bench.sandbox.break('vertex.model_missing');
    const { failure_class, hint } = await found(VERTEX);
    expect(failure_class).toBe('not_found');
    expect(hint!.steps[0]).toBe('Look at VERTEX_TEXT_MODEL: is gemini-3.8-flash spelled right, or was it retired?');
  });

  it('is no matter of models where the address knows no such path', async () => {
    expect(await found(STUDIO, { GEMINI_API_VERSION: 'v9' })).toMatchObject({ status: 'fail', failure_class: 'api_version' });
  });
});

describe('a model that exists', () => {
  it.each([
    [{ GEMINI_TEXT_MODEL: 'gemini-embedding-2' }, 'generateContent', 'gemini-embedding-2 can embedContent, countTokens'],
    [{ GEMINI_EMBEDDING_MODEL: 'gemini-2.5-flash' }, 'embedContent', 'gemini-2.5-flash can generateContent, countTokens'],
  ])('and is there for something else is a setting to mend: %j', async (variables, need, step) => {
    const finding = await found(STUDIO, variables);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'config', hint: { id: 'MODEL_METHOD' } });
    expect(finding.summary).toContain(`not a model for ${need}`);
    expect(finding.hint!.steps[0]).toContain(step);
  });

  it.each([
    [STUDIO, { GEMINI_TEXT_MODEL: 'gemini-3-pro-preview' }, 'preview'],
    [VERTEX, { VERTEX_TEXT_MODEL: 'gemini-3-pro-preview' }, 'PUBLIC_PREVIEW'],
  ])('and is a preview is a warning from %s', async (check, variables, stage) => {
    const finding = await found(check, variables);
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'expiring', hint: { id: 'MODEL_RETIRING' } });
    expect(finding.summary).toContain(`(${stage})`);
  });
});
