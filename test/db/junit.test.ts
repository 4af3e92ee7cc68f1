import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { junitOf } from '#db/junit.ts';
import { documentOf } from '#test/support/document.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => ['testsuite', 'testcase'].includes(name),
});
interface Parsed {
  testsuites: { tests: string; testsuite: (Record<string, string> & { testcase: (Record<string, unknown> & { name: string })[] })[] };
}
const parsed = (xml: string): Parsed => parser.parse(xml) as Parsed;

describe('a result as JUnit', () => {
  const xml = junitOf(
    documentOf({ 'aurora.key': 'ok', 'aurora.text': 'fail', 'aurora.image': 'warn', 'bruma.ingest': 'unknown', 'bruma.list': 'skipped' }),
  );

  it('is well formed, with a suite for each scope and its sums', () => {
    expect(XMLValidator.validate(xml)).toBe(true);
    const { testsuites } = parsed(xml);
    expect(testsuites.tests).toBe('5');
    expect(
      testsuites.testsuite.map(({ name, tests, failures, errors, skipped, time }) => ({ name, tests, failures, errors, skipped, time })),
    ).toEqual([
      { name: 'aurora', tests: '3', failures: '1', errors: '0', skipped: '0', time: '0.750' },
      { name: 'bruma', tests: '2', failures: '0', errors: '1', skipped: '1', time: '0.500' },
    ]);
  });

  it('tells a failure with its class and what to do, an unknown as an error, a warning in words', () => {
    const cases = Object.fromEntries(parsed(xml).testsuites.testsuite.flatMap(({ testcase }) => testcase.map((one) => [one.name, one])));
    expect(Object.keys(cases['aurora.key']!).sort()).toEqual(['classname', 'name', 'time']);
    expect(cases['aurora.text']!['failure']).toMatchObject({
      message: 'It was fail.',
      type: 'auth',
      '#text': expect.stringContaining('1. Look.') as string,
    });
    expect(cases['aurora.image']!['system-out']).toContain('warn (slow): It was warn.');
    expect(cases['bruma.ingest']!['error']).toMatchObject({ type: 'runner' });
    expect(cases['bruma.list']!['skipped']).toMatchObject({ message: 'It was skipped.' });
  });

  it('stays well formed whatever a provider wrote', () => {
    const summary = 'It said “<b>&amp;\u0000\u001b[31m"\' ]]>\uffff” & went.';
    const odd = junitOf(documentOf({ 'aurora.text': { status: 'fail', summary } }));
    expect(XMLValidator.validate(odd)).toBe(true);
    const failure = parsed(odd).testsuites.testsuite[0]!.testcase[0]!['failure'] as { message: string };
    expect(failure.message).toContain('<b>');
    expect(odd).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\uffff]/);
  });

  it('of nothing is a document too', () => expect(XMLValidator.validate(junitOf(documentOf({})))).toBe(true));
});
