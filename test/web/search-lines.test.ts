import { expect, it } from 'vitest';
import { searchLines } from '#web/app/search-lines.ts';

const TEXT = JSON.stringify({ facts: { model: 'x' }, exchanges: [{ status: 403, headers: { Server: 'axiom' } }] }, null, 2);

it('shows the lines with the words, and where they are nested', () => {
  expect(searchLines(TEXT, ' SERVER')).toEqual({
    lines: ['{', '  "exchanges": [', '    {', '      "headers": {', '        "Server": "axiom"'],
    found: 1,
  });
});

it('shows all where nothing is sought, and nothing where nothing is found', () => {
  expect(searchLines(TEXT, '  ').lines.join('\n')).toBe(TEXT);
  expect(searchLines(TEXT, 'gremlins')).toEqual({ lines: [], found: 0 });
});
