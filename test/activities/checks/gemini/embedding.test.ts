import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareVectors } from '#activities/checks/gemini/compare-vectors.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { judgedGemini } from '#test/support/judged-gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const CHECKS = ['gemini.ai_studio.embedding', 'gemini.vertex.embedding'];

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterAll(() => bench.close());

const padded = (...numbers: number[]): number[] => [...numbers, ...Array<number>(128 - numbers.length).fill(0)];
const judged = (check: string, vectors: number[][]) =>
  judgedGemini(check, { asked: { texts: 3, dimensions: 128 }, ...compareVectors(vectors) });

describe.each(CHECKS)('%s', (check) => {
  it('finds like near like, and keeps no vector', async () => {
    const { finding } = await bench.examine(check);
    const answer = finding.metadata['answer'] as { lengths: number[]; cosines: number[]; norms: number[] };
    expect(finding).toMatchObject({ status: 'ok', cost_usd: 0.00001 });
    expect(answer).toMatchObject({ lengths: [128, 128, 128], norms: [1, 1, 1], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(answer.cosines[0]).toBeGreaterThan(answer.cosines[1]! + 0.2);
    expect(answer).not.toHaveProperty('values');
  });

  it.each([
    ['one vector for all texts', [padded(1)], 'One vector came back for 3 texts', 'VECTORS_MISSING'],
    ['none at all', [], 'No vectors came back', 'VECTORS_MISSING'],
    ['one that is empty', [padded(1), [], padded(1)], '2 vectors came back', 'VECTORS_MISSING'],
    ['zeros', [padded(1), padded(0), padded(1)], 'all zeros', 'VECTORS_WRONG'],
    ['what is no number', [padded(1), padded(NaN), padded(1)], 'NaN', 'VECTORS_WRONG'],
    ['words for numbers', [padded(1), padded('NaN' as never), padded(1)], 'NaN', 'VECTORS_WRONG'],
    ['different lengths', [padded(1), [1, 0], padded(1)], '128, 2, 128', 'VECTORS_WRONG'],
    ['the same thrice', [padded(1), padded(1), padded(1)], 'no nearer (1) than two that do not (1)', 'VECTORS_WRONG'],
    ['unlike nearer than like', [padded(1), padded(0, 1), padded(1)], 'no nearer (0)', 'VECTORS_WRONG'],
  ])('does not take %s', (_, vectors, summary, hint) => {
    const finding = judged(check, vectors);
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'wrong_result', hint: { id: hint } });
    expect(finding.summary).toContain(summary);
  });

  it('takes good vectors of another length with a warning that names it', () => {
    const finding = judged(check, [
      [1, 0],
      [1, 0.1],
      [0, 1],
    ]);
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'wrong_result', hint: { id: 'DIMENSIONS' } });
    expect(finding.summary).toContain('gives 2 dimensions where 128 were asked for');
  });

  it('takes like that is nearer by a little', () => {
    expect(judged(check, [padded(1), padded(1, 0.9), padded(1, 1)]).status).toBe('ok');
  });
});

it('a model that cannot embed is told by its own variable', async () => {
  const { finding } = await bench.examine('gemini.ai_studio.embedding', { GEMINI_EMBEDDING_MODEL: 'gemini-2.5-flash' });
  expect(finding).toMatchObject({ status: 'fail', failure_class: 'not_found' });
  expect(finding.hint!.steps.join(' ')).toContain('GEMINI_EMBEDDING_MODEL');
});
