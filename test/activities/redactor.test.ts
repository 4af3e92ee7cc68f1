import { describe, expect, it } from 'vitest';
import { createRedactor } from '#activities/redactor.ts';

const secret = 'xaat-7f3a/b+c=d&e "f"\n9';
const redactor = createRedactor([secret]);

describe('the redactor finds a secret', () => {
  it.each([
    ['raw', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['form-encoded', encodeURIComponent(secret).replaceAll('%20', '+')],
    ['JSON-escaped', JSON.stringify(secret)],
    ['JSON-escaped twice', JSON.stringify(JSON.stringify({ secret }))],
    ['as base64', Buffer.from(secret).toString('base64')],
    ['as base64 one byte on', Buffer.from(`x${secret}`).toString('base64')],
    ['as base64 two bytes on, with a tail', Buffer.from(`xy${secret}tail`).toString('base64')],
    ['as base64url', Buffer.from(`u:${secret}`).toString('base64url')],
  ])('%s', (_form, text) => {
    const clean = redactor.text(`before ${text} after`);
    expect(clean).toContain('[redacted]');
    expect(clean).not.toContain(text);
    expect(clean).not.toContain('7f3a');
  });

  // Written out by hand: a form that is made as the redactor makes it proves nothing.
  it.each([
    ['with the hex digits of its percent signs small', 'aB%2fcD%2bEf%3d'],
    ['with some of them as PHP escapes JSON', 'aB\\/cD+Ef='],
    ['with slashes coded in JSON', 'aB\\u002fcD+Ef='],
    ['with all but letters coded in JSON', 'aB\\u002FcD\\u002BEf\\u003D'],
    ['as Gson escapes JSON', 'aB/cD+Ef\\u003d'],
  ])('%s', (_form, text) => {
    expect(createRedactor(['aB/cD+Ef=']).text(`<${text}>`)).toBe('<[redacted]>');
  });

  it.each([
    'a&amp;b&lt;c&quot;d&#39;e',
    'a&amp;b&lt;c"d\'e',
    'a&amp;b&lt;c&quot;d&#x27;e',
    'a\\u0026b\\u003cc\\"d\'e',
    'a%26b%3Cc%22d%27e',
  ])('where it is written as %s', (text) => {
    expect(createRedactor(['a&b<c"d\'e']).text(`(${text})`)).toBe('([redacted])');
  });

  it('in keys and values of any depth, leaving the rest as it was', () => {
    const clean = redactor.json({ list: [{ [secret]: `a ${secret}` }], count: 3, none: null, at: new Date(0) });
    expect(JSON.stringify(clean)).not.toContain('7f3a');
    expect(clean).toMatchObject({ count: 3, none: null, at: new Date(0) });
  });

  it('in bytes, and leaves other bytes alone', () => {
    expect(Buffer.from(redactor.bytes(Buffer.from(`x${secret}y`))).toString()).toBe('x[redacted]y');
    const picture = new Uint8Array([137, 80, 78, 71, 255, 0]);
    expect(redactor.bytes(picture)).toBe(picture);
  });

  it('that was minted later', () => {
    const later = createRedactor([]);
    later.add('ghs_abcdef');
    expect(later.text('token ghs_abcdef')).toBe('token [redacted]');
  });

  it('line by line of a PEM key', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ';
    const pem = `-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----\n`;
    expect(createRedactor([pem]).text(`the key starts with ${line}`)).toBe('the key starts with [redacted]');
  });

  it('also where it shares characters with another', () => {
    expect(createRedactor(['abcdefgh', 'efghijklmn']).text('<abcdefghijklmn>')).toBe('<[redacted]>');
  });

  it('but not words too short to be one', () => {
    expect(createRedactor(['abc']).text('abc')).toBe('abc');
  });
});

describe('the beginning of a text', () => {
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  const pieces = (text: string): string[] =>
    forms
      .flatMap((form) => Array.from({ length: form.length - 5 }, (_, at) => form.slice(at, at + 6)))
      .filter((piece) => text.includes(piece));

  it.each(forms)('holds no piece of a secret, wherever it lies: %s', (form) => {
    for (let before = 0; before <= 60; before++) {
      for (const text of [`${'.'.repeat(before)}${form}${'.'.repeat(60)}`, `${form}${'.'.repeat(before)}${form}${'.'.repeat(60)}`]) {
        const head = redactor.head(text, 50);
        expect(head.length).toBeLessThanOrEqual(50);
        expect({ before, head, pieces: pieces(head) }).toEqual({ before, head, pieces: [] });
      }
    }
  });

  it('is all of it where it is short, and as long as asked where nothing is hidden', () => {
    expect(redactor.head('short', 50)).toBe('short');
    expect(redactor.head('.'.repeat(500), 50)).toBe('.'.repeat(50));
    expect(createRedactor([]).head('abcdef', 3)).toBe('abc');
  });

  it('may end with what turns out to be the head of a secret: then that goes', () => {
    const later = createRedactor([]);
    later.add('ghs_abcdefghijkl');
    expect(later.tail('{"token":"ghs_abcdef')).toBe('{"token":"[redacted]');
    expect(later.tail('{"token":"ghs_abcdef"}')).toBe('{"token":"ghs_abcdef"}');
    expect(later.tail('ends with ghs_a')).toBe('ends with ghs_a');
  });
});
