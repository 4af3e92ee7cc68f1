import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { judgedGemini } from '#test/support/judged-gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const CHECKS = ['gemini.ai_studio.count_tokens', 'gemini.vertex.count_tokens'];

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterAll(() => bench.close());

describe.each(CHECKS)('%s', (check) => {
  it('counts the sentence that Google’s guide counts, and says by which model', async () => {
    const { finding } = await bench.examine(check);
    expect(finding).toMatchObject({
      status: 'ok',
      summary: '10 tokens, by gemini-3.8-flash.',
      metadata: { answer: { total_tokens: 10 }, model: 'gemini-3.8-flash' },
    });
  });

  it.each([
    [7, 'warn', 'TOKEN_COUNT'],
    [8, 'ok', undefined],
    [20, 'ok', undefined],
    [21, 'warn', 'TOKEN_COUNT'],
    [0, 'fail', 'NO_COUNT'],
    [null, 'fail', 'NO_COUNT'],
  ])('takes a count of %s for %s', (total_tokens, status, hint) => {
    const finding = judgedGemini(check, { total_tokens });
    expect(finding).toMatchObject({ status, failure_class: status === 'ok' ? null : 'wrong_result' });
    expect(finding.hint?.id).toBe(hint);
  });

  it('takes the count that a person has set for the right one', () => {
    const mine = { least_tokens: 30, most_tokens: 30 };
    expect(judgedGemini(check, { total_tokens: 30 }, { thresholds: mine }).status).toBe('ok');
    expect(judgedGemini(check, { total_tokens: 10 }, { thresholds: mine })).toMatchObject({ status: 'warn', hint: { id: 'TOKEN_COUNT' } });
  });

  it('names the variable of its own provider', () => {
    const [, provider] = check.split('.');
    const steps = judgedGemini(check, { total_tokens: 99 }).hint!.steps.join(' ');
    expect(steps).toContain(provider === 'vertex' ? 'VERTEX_TEXT_MODEL' : 'GEMINI_TEXT_MODEL');
  });
});
