import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { judgedGemini } from '#test/support/judged-gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const CHECKS = ['gemini.ai_studio.json', 'gemini.vertex.json'];

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterEach(() => bench.sandbox.heal());
afterAll(() => bench.close());

const judged = (check: string, text: string, more: object = {}) =>
  judgedGemini(check, {
    asked: { nonce: 'OK-abc123', n: 123 },
    text,
    finish_reason: 'STOP',
    block_reason: null,
    model_version: 'm-1',
    ...more,
  });

describe.each(CHECKS)('%s', (check) => {
  it('gets JSON by the schema, with what was made for this probe, and keeps it', async () => {
    const { finding, evidence } = await bench.examine(check);
    const { asked, text } = finding.metadata['answer'] as { asked: object; text: string };
    expect(finding).toMatchObject({ status: 'ok', summary: 'A JSON object by the schema, with gemini-3.8-flash.', cost_usd: 0.0001 });
    expect(JSON.parse(text)).toEqual(asked);
    expect(evidence.files.map(({ name }) => name)).toEqual(['answer.json']);
  });

  it('asks for another object each time', async () => {
    const both = [await bench.examine(check), await bench.examine(check)];
    const [one, other] = both.map(({ finding }) => (finding.metadata['answer'] as { text: string }).text);
    expect(one).not.toBe(other);
  });

  it.each([
    ['{"nonce":"OK-abc123","n":123}', 'ok', undefined, 'by the schema'],
    [' {"n": 123, "nonce": "OK-abc123"}\n', 'ok', undefined, 'by the schema'],
    ['{"nonce":"OK-abc123","n":"123"}', 'warn', 'SCHEMA', 'n is no whole number'],
    ['{"nonce":"OK-abc123","n":1.5}', 'warn', 'SCHEMA', 'n is no whole number'],
    ['{"nonce":"OK-abc123","n":7}', 'warn', 'SCHEMA', 'n is not 123'],
    ['{"nonce":"OK-abc123"}', 'warn', 'SCHEMA', 'n is no whole number'],
    ['{"nonce":"is OK-abc123","n":123}', 'warn', 'SCHEMA', 'nonce holds more than was asked for'],
    ['{"nonce":"OK-abc123","n":123,"note":"!"}', 'warn', 'SCHEMA', 'note is not in the schema'],
    ['["OK-abc123",123]', 'warn', 'SCHEMA', 'it is no object'],
    ['"OK-abc123"', 'warn', 'SCHEMA', 'it is no object'],
    ['null', 'fail', 'WRONG_TEXT', 'without OK-abc123'],
    ['{"nonce":"OK-yester","n":123}', 'fail', 'WRONG_TEXT', 'without OK-abc123'],
    ['OK-abc123, 123', 'fail', 'NOT_JSON', 'asked for JSON'],
    ['```json\n{"nonce":"OK-abc123","n":123}\n```', 'fail', 'NOT_JSON', 'asked for JSON'],
    ['{"nonce":"OK-abc', 'fail', 'NOT_JSON', 'asked for JSON'],
    ['  ', 'fail', 'NO_TEXT', 'without a word'],
  ])('takes %s for %s', (text, status, hint, summary) => {
    const finding = judged(check, text);
    expect(finding).toMatchObject({ status, failure_class: status === 'ok' ? null : 'wrong_result' });
    expect(finding.hint?.id).toBe(hint);
    expect(finding.summary).toContain(summary);
  });

  it.each([
    ['{"nonce":"OK-a', { finish_reason: 'MAX_TOKENS' }, 'wrong_result', 'THINKING_BUDGET'],
    ['', { finish_reason: 'MAX_TOKENS' }, 'wrong_result', 'THINKING_BUDGET'],
    ['', { finish_reason: null, block_reason: 'SAFETY' }, 'blocked', 'SAFETY'],
    ['{', { finish_reason: 'PROHIBITED_CONTENT' }, 'blocked', 'SAFETY'],
  ])('takes %s that ended with %j for %s', (text, more, failureClass, hint) => {
    expect(judged(check, text, more)).toMatchObject({ status: 'fail', failure_class: failureClass, hint: { id: hint } });
  });
});

it('JSON in a Markdown fence is told as what it is', async () => {
  await bench.sandbox.break('ai-studio.json_broken');
  const { finding } = await bench.examine('gemini.ai_studio.json');
  expect(finding.summary).toContain('Here is your JSON');
  expect(judged('gemini.ai_studio.json', '```json\n{}\n```').hint!.steps[0]).toContain('Markdown fence');
});

it('an API version without schemas is told by its variable', async () => {
  await bench.sandbox.break('ai-studio.unknown_field');
  const { finding } = await bench.examine('gemini.ai_studio.json');
  expect(finding.hint!.steps[0]).toContain('GEMINI_API_VERSION=v1beta');
});
