import { expect, it } from 'vitest';
import { measureWords } from '#web/app/measure-words.ts';

it.each([
  [{}, []],
  [{ tokens: 1290 }, ['1,290 tokens']],
  [{ bytes: 70_000, width: 1024, height: 256, tokens: 12 }, ['1,024 × 256 px', '70,000 bytes', '12 tokens']],
  [{ width: 256 }, ['256 width']],
])('what was measured as %o reads %o', (measures, words) => {
  expect(measureWords(measures)).toEqual(words);
});
