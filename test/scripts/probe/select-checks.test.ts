import { describe, expect, it } from 'vitest';
import { readOptions, UsageError } from '#scripts/probe/options.ts';
import { plannedBy } from '#scripts/probe/planned-by.ts';
import { selectChecks } from '#scripts/probe/select-checks.ts';
import { entryOf } from '#test/support/made-up.ts';

const catalogue = [
  entryOf('aurora.north.key', { baseline: false }),
  entryOf('aurora.north.text', { requires: ['aurora.north.key'] }),
  entryOf('aurora.north.image', { requires: ['aurora.north.key'], baseline: false, expensive: true }),
  entryOf('aurora.south.text', { configured: false, missing: ['SOUTH_KEY'] }),
  entryOf('bruma.ingest'),
];
const select = (...args: string[]) => selectChecks(readOptions(args), catalogue);
const planned = (...args: string[]) => plannedBy(select(...args), catalogue).map(({ name }) => name);

describe('a selection', () => {
  it('is what the options say', () => {
    expect(select('--scope', 'aurora', '--provider', 'north', '--expensive')).toEqual({
      scopes: ['aurora'],
      provider: 'north',
      checks: [],
      baseline: false,
      failing: false,
      expensive: true,
    });
  });

  it.each([
    [['--scope', 'arora'], 'There is no scope named arora. Did you mean aurora?'],
    [['--scope', 'zzzzzzzz'], 'There is no scope named zzzzzzzz. There are: aurora, bruma.'],
    [['--provider', 'sout'], 'There is no provider named sout. Did you mean south?'],
    [['--check', 'bruma.ingets'], 'There is no check named bruma.ingets. Did you mean bruma.ingest?'],
    [
      ['--scope', 'bruma', 'aurora', '--provider', 'north'],
      '--provider north leaves nothing of bruma: drop it from --scope, or ask twice.',
    ],
    [['--scope', 'bruma', '--provider', 'north'], 'bruma has one provider only: leave --provider out.'],
    [
      ['--scope', 'bruma', '--check', 'aurora.north.text'],
      'aurora.north.text is not among what --scope and --provider leave: drop one of them.',
    ],
    [
      ['--provider', 'south', '--check', 'aurora.north.text'],
      'aurora.north.text is not among what --scope and --provider leave: drop one of them.',
    ],
  ])('%j is refused: %s', (args, sentence) => {
    expect(() => select(...args)).toThrow(UsageError);
    expect(() => select(...args)).toThrow(sentence);
  });
});

describe('what a dry run shows', () => {
  it.each([
    [[], ['aurora.north.key', 'aurora.north.text', 'aurora.south.text', 'bruma.ingest']],
    [['--expensive'], ['aurora.north.key', 'aurora.north.text', 'aurora.north.image', 'aurora.south.text', 'bruma.ingest']],
    [['--baseline'], ['aurora.north.key', 'aurora.north.text', 'bruma.ingest']],
    [
      ['--check', 'aurora.north.image'],
      ['aurora.north.key', 'aurora.north.image'],
    ],
    [['--scope', 'bruma'], ['bruma.ingest']],
    [['--provider', 'south'], ['aurora.south.text']],
  ])('for %j is %j, with what is required first', (args, names) => expect(planned(...args)).toEqual(names));
});
