import { expect, it } from 'vitest';
import { searchLines } from '#web/app/search-lines.ts';

const TEXT = JSON.stringify({ facts: { model: 'x' }, exchanges: [{ status: 403, headers: { Server: 'axiom' } }] }, null, 2);

it('shows the lines with the words, and where they are nested', () => {
  expect(searchLines(TEXT, ' SERVER')).toEqual(['{', '  "exchanges": [', '    {', '      "headers": {', '        "Server": "axiom"']);
});

it('shows all where nothing is sought, and nothing where nothing is found', () => {
  expect(searchLines(TEXT, '  ').join('\n')).toBe(TEXT);
  expect(searchLines(TEXT, 'gremlins')).toEqual([]);
});
