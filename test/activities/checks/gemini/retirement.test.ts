import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { judgedGemini } from '#test/support/judged-gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const TEXT = 'gemini.ai_studio.text';
// The evidence is of 2026-01-01.
const judged = (model_stage: string | null, retirement_time: string | null = null, thresholds = {}) =>
  judgedGemini(
    TEXT,
    { word: 'OK-1', text: 'OK-1', finish_reason: 'STOP', block_reason: null, model_version: 'gemini-x', model_stage, retirement_time },
    { thresholds },
  );

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterAll(() => bench.close());

describe('an answer that speaks of its model’s end', () => {
  it.each([
    [null, null, 'ok', null],
    ['STABLE', null, 'ok', null],
    ['PREVIEW', null, 'ok', null],
    ['STABLE', '2026-02-01T00:00:00Z', 'ok', null],
    ['STABLE', '2026-01-31T00:00:00Z', 'warn', 'expiring'],
    [null, '2026-01-02T00:00:00Z', 'warn', 'expiring'],
    ['STABLE', '2025-12-31T00:00:00Z', 'warn', 'expiring'],
    ['LEGACY', null, 'warn', 'expiring'],
    ['DEPRECATED', '2026-09-01T00:00:00Z', 'warn', 'expiring'],
    ['RETIRED', '2025-12-01T00:00:00Z', 'fail', 'retired'],
  ])('%s %s is %s %s', (stage, time, status, failureClass) => {
    expect(judged(stage, time)).toMatchObject({ status, failure_class: failureClass });
  });

  it('names the day, how far it is, and by when to move', () => {
    const { summary, hint } = judged('LEGACY', '2026-01-21T00:00:00Z');
    expect(summary).toBe('gemini-x answers, but will be retired on 2026-01-21, in 20 days (LEGACY).');
    expect(hint!.steps[1]).toContain('before 2026-01-21');
    expect(judged('RETIRED', '2025-12-22T00:00:00Z').summary).toBe('gemini-x is retired on 2025-12-22 (RETIRED).');
    expect(judged(null, '2025-12-22T00:00:00Z').summary).toBe('gemini-x answers, but was to be retired on 2025-12-22.');
    expect(judged(null, '2026-01-02T00:00:00Z').summary).toBe('gemini-x answers, but will be retired on 2026-01-02, tomorrow.');
    expect(judged('DEPRECATED').summary).toBe('gemini-x answers, but will be retired (DEPRECATED).');
  });

  it('is warned about as early as a person wants', () => {
    expect(judged('STABLE', '2026-03-01T00:00:00Z', { retiring_days: 90 }).status).toBe('warn');
  });

  it('is heard over the wire', async () => {
    await bench.sandbox.break('ai-studio.model_retiring');
    const { finding } = await bench.examine(TEXT);
    expect(finding.metadata['answer']).toMatchObject({ model_stage: 'LEGACY', retirement_time: expect.stringMatching(/^20\d\d-/) });
    expect(finding.summary).toContain(', in 20 days (LEGACY)');
  });

  it('is told of a picture with the variable of its own model, and is paid', async () => {
    await bench.sandbox.break('ai-studio.model_retiring');
    const { finding } = await bench.examine('gemini.ai_studio.text_to_image');
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'expiring', cost_usd: 0.067 });
    expect(finding.hint!.steps[0]).toContain('GEMINI_IMAGE_MODEL');
    expect(finding.hint!.steps[1]).toContain('gemini-3.1-flash-image is answered 404');
  });
});
