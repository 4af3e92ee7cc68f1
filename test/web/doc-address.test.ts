import { describe, expect, it } from 'vitest';
import { docAddress } from '#web/app/doc-address.ts';
import { docLink } from '#web/app/doc-link.ts';
import { headingSlugs } from '#web/app/heading-slugs.ts';

describe('the address of a document', () => {
  it.each([
    ['docs/runbook.md', '/ops/docs/runbook'],
    ['docs/checks/axiom.ingest.md', '/ops/docs/checks/axiom.ingest'],
    ['docs/checks/axiom.ingest.md#what-to-do', '/ops/docs/checks/axiom.ingest#what-to-do'],
  ])('of %s is %s', (path, address) => {
    expect(docAddress(path)).toBe(address);
  });

  it.each([
    '',
    'README.md',
    'docs/',
    'docs/images/ops.png',
    'docs/../.env.md',
    'docs/a/../../x.md',
    '/docs/x.md',
    'https://a.test/docs/x.md',
  ])('is none for %j', (path) => {
    expect(docAddress(path)).toBeNull();
  });
});

describe('a link within a document', () => {
  it.each([
    ['../failure-classes.md', '/ops/docs/failure-classes'],
    ['gemini.text.md#limits', '/ops/docs/checks/gemini.text#limits'],
    ['../decisions/', '/ops/docs/decisions'],
    ['../', '/ops/docs'],
    ['../images/ops.png', '/ops/docs/images/ops.png'],
    ['#what-to-do', '#what-to-do'],
    ['https://axiom.co/docs', 'https://axiom.co/docs'],
  ])('leads from a check’s page by %s to %s', (href, address) => {
    expect(docLink('checks/axiom.ingest.md', href)).toEqual({ address });
  });

  it.each([
    ['../../env.ts', 'env.ts'],
    ['../../../../../etc/passwd', 'etc/passwd'],
    ['../images/../../.env', '.env'],
    ['../images/ops.svg', 'docs/images/ops.svg'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['data:text/html,x', 'data:text/html,x'],
    ['//elsewhere.test/x.md', '//elsewhere.test/x.md'],
    ['/etc/passwd', '/etc/passwd'],
  ])('leads nowhere by %s', (href, path) => {
    expect(docLink('checks/axiom.ingest.md', href)).toEqual({ path });
  });
});

it('headings are named as GitHub names them, the same words twice by number', () => {
  const slug = headingSlugs();
  expect(['What to do', 'The way of `one` run, told', 'What to do', 'Why – and since_when?'].map(slug)).toEqual([
    'what-to-do',
    'the-way-of-one-run-told',
    'what-to-do-1',
    'why--and-since_when',
  ]);
});
