import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderDryRun, renderList } from '#scripts/probe/render-list.ts';
import { entryOf } from '#test/support/made-up.ts';

const cheap = entryOf('aurora.key', {
  title: 'Aurora accepts the key',
  does: 'Asks for the list.',
  baseline: true,
  cadence_ms: 21_600_000,
});
const dear = entryOf('aurora.image', {
  title: 'A picture',
  does: 'Asks for one.',
  cost_usd: 0.039,
  cadence_ms: null,
  baseline: false,
  requires: ['aurora.key'],
  configured: false,
  missing: ['AURORA_KEY'],
});

describe('the list of checks', () => {
  it('says of each what it costs, how often it runs, what it needs, and what is not set', () => {
    expect(stripVTControlCharacters(renderList([cheap, dear]))).toBe(
      [
        '● aurora.key    Aurora accepts the key (free · every 6h · baseline)',
        '– aurora.image  A picture (about $0.039 a probe · on demand · needs aurora.key)',
        '                not configured: set AURORA_KEY',
        '',
      ].join('\n'),
    );
  });
});

describe('a dry run', () => {
  it('says what would be asked of whom, which variables are set, and what it would cost', () => {
    expect(stripVTControlCharacters(renderDryRun([cheap, dear], () => ['AURORA_KEY_FILE']))).toBe(
      [
        '● aurora.key',
        '    Asks for the list.',
        '    set: AURORA_KEY_FILE',
        '– aurora.image',
        '    Asks for one.',
        '    would be skipped; not set: AURORA_KEY · about $0.039',
        '',
        '2 checks, about $0.0000. Nothing was asked of anybody.',
        '',
      ].join('\n'),
    );
  });

  it('names no variable in the sandbox: none of the person’s is used', () => {
    const shown = stripVTControlCharacters(renderDryRun([cheap], () => null));
    expect(shown).toContain('    a pretend provider on this machine; no variable of yours is used\n');
    expect(shown).not.toContain('set:');
  });
});
