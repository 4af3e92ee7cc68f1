import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checksTable } from '#scripts/docs/checks-table.ts';
import { fillSection } from '#scripts/docs/fill-section.ts';
import { generatedPages } from '#scripts/docs/generated-pages.ts';
import { cheapChecks } from '#test/support/cheap-checks.ts';

it('what the documentation says of the code is what the code says: else run npm run docs', async () => {
  for (const [file, text] of Object.entries(await generatedPages())) expect(readFileSync(file, 'utf8'), file).toBe(text);
});

it('every check stands in the table, with what it costs and how often it runs', () => {
  for (const name of cheapChecks()) expect(checksTable()).toContain(`\`${name}\``);
  expect(checksTable()).toMatch(/`axiom\.ingest`.*\| free \| every 6 h \|/);
});

it('only what stands between the marks is replaced, and without them it is said which are missing', () => {
  expect(fillSection('a <!-- x --> old <!-- /x --> z', 'x', 'new')).toBe('a <!-- x -->\n\nnew\n\n<!-- /x --> z');
  expect(() => fillSection('a', 'x', 'new')).toThrow('The marks <!-- x --> and <!-- /x --> are missing');
  expect(() => fillSection('<!-- /x --> <!-- x -->', 'x', 'new')).toThrow('missing');
});
