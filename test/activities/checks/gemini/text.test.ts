import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { judgedGemini } from '#test/support/judged-gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const STUDIO = 'gemini.ai_studio.text';

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterEach(() => bench.sandbox.heal());
afterAll(() => bench.close());

describe('a text model that is not there', () => {
  it('is told with the nearest that can answer in words, and with the refusal', async () => {
    const { finding, evidence } = await bench.examine(STUDIO, { GEMINI_TEXT_MODEL: 'gemini-embeding-2' });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'not_found', http_status: 404, cost_usd: 0, hint: { id: 'MODEL_404' } });
    const [step] = finding.hint!.steps;
    expect(step).toContain('Put another into GEMINI_TEXT_MODEL than gemini-embeding-2; the nearest that exist are gemini-');
    expect(step).not.toContain('embedding');
    expect(evidence.exchanges.map(({ status }) => status)).toEqual([404, 200]);
  });

  it('is told by its spelling where the list names none', async () => {
    await bench.sandbox.break('ai-studio.model_missing');
    const { finding } = await bench.examine(STUDIO);
    expect(finding.hint!.steps[0]).toBe('Look at GEMINI_TEXT_MODEL: is gemini-3.8-flash spelled right, or was it retired?');
  });
});

describe.each([STUDIO, 'gemini.vertex.text'])('%s', (check) => {
  it.each([
    ['the word alone', 'OK-1', 'STOP', 'ok', undefined],
    ['white space around it', ' OK-1\n', 'STOP', 'ok', undefined],
    ['quotation marks and a full stop', '“OK-1”.', 'STOP', 'ok', undefined],
    ['Markdown around it', '**`OK-1`**', 'STOP', 'ok', undefined],
    ['words before it', 'Sure: OK-1', 'STOP', 'warn', 'EXTRA_TEXT'],
    ['the word twice', 'OK-1 OK-1', 'STOP', 'warn', 'EXTRA_TEXT'],
    ['a longer word', 'OK-12', 'STOP', 'warn', 'EXTRA_TEXT'],
    ['the word, cut off', 'OK-1', 'MAX_TOKENS', 'warn', 'THINKING_BUDGET'],
    ['the word, ended otherwise', 'OK-1', 'OTHER', 'warn', 'FINISH'],
    ['the word, without an end', 'OK-1', null, 'warn', 'FINISH'],
    ['other words', 'OK-2', 'STOP', 'fail', 'WRONG_TEXT'],
    ['other words, cut off', 'OK-2', 'MAX_TOKENS', 'fail', 'WRONG_TEXT'],
  ])('takes %s for what it is', (_, text, finish_reason, status, hint) => {
    const finding = judgedGemini(check, { word: 'OK-1', text, finish_reason, response_id: 'r-1' });
    expect(finding).toMatchObject({ status, failure_class: status === 'ok' ? null : 'wrong_result' });
    expect(finding.hint?.id).toBe(hint);
  });

  it('has the id of its answer for Google’s support', async () => {
    const { finding, evidence } = await bench.examine(check);
    expect(finding.request_id).toMatch(/^[\w-]{12}$/);
    expect(finding.request_id).toBe((evidence.answer as { response_id: string }).response_id);
  });
});

it('a quota that is used up comes back at a time that can be read later', async () => {
  await bench.sandbox.break('ai-studio.quota');
  const before = Date.now();
  const { finding } = await bench.examine(STUDIO);
  const [, at] = /^Wait: Google says again in 26 s, at (\d\d:\d\d:\d\d) UTC\.$/.exec(finding.hint!.steps[0]!) ?? [];
  const times = [0, 1, 2].map((more) => new Date(before + 26_000 + more * 1_000).toISOString().slice(11, 19));
  expect(times).toContain(at);
});

it('a key whose allowance is used up is a key that is accepted', async () => {
  await bench.sandbox.break('ai-studio.quota_everywhere');
  const { finding } = await bench.examine('gemini.ai_studio.key');
  expect(finding.summary).toMatch(
    /^Key …\w{4} is accepted, but: The quota GenerateRequestsPerMinutePerProject \(10\) is used up; again in 26 s/,
  );
  expect(finding.rungs.find(({ status }) => status === 'warn')?.name).toBe('function');
});
