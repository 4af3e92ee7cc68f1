import { expect, it } from 'vitest';
import { shapeOf } from '#activities/transport/shape-of.ts';

const shape = (text: string) => shapeOf(Buffer.from(text), text.slice(0, 40));

it.each([
  ['JSON', '{"a":"secret","b":{"c":["secret",1,true,null]}}', '{"a":"[redacted]","b":{"c":["[redacted]",1,true,null]}}'],
  ['a token', '{"access_token":"secret","token_type":"Bearer"}', '{"access_token":"[redacted]","token_type":"Bearer"}'],
  ['a text in JSON', '"secret"', '"[redacted]"'],
  ['any other text', 'secret', '[redacted]'],
  ['XML, as an assertion is', '<Assertion>secret</Assertion>', '[redacted]'],
  ['a web page', `<!DOCTYPE html><p>Log in${' '.repeat(40)}`, '<!DOCTYPE html><p>Log in'.padEnd(40)],
])('of %s it keeps what is no credential', (_, text, kept) => expect(shape(text)).toBe(kept));

it('of a flood it keeps the beginning', () => {
  expect(shape(JSON.stringify(Array.from({ length: 10_000 }, () => 1)))).toHaveLength(8 * 1024);
});
