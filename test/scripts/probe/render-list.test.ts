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
const unlimited = { dailyCap: null, intervalMs: null };
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
  it('says of each why it is, what it costs, how often it runs, what it needs, by what it is judged, and what is not set; and what a run costs', () => {
    expect(stripVTControlCharacters(renderList([{ ...cheap, thresholds: { slow_ms: 5_000, lag_ms: 10 } }, dear], unlimited))).toBe(
      [
        '● aurora.key    Aurora accepts the key (free · every 6h · baseline)',
        '                Because the tests depend on it.',
        '                judged by slow_ms 5000 · lag_ms 10',
        '– aurora.image  A picture (about $0.039 a probe · on demand · needs aurora.key)',
        '                Because the tests depend on it.',
        '                not configured: set AURORA_KEY',
        '',
        '2 checks, 1 of them configured. One run of these costs about $0.0000; with the expensive ones, about $0.0000.',
        '',
      ].join('\n'),
    );
  });
});

describe('a dry run', () => {
  it('says what would be asked of whom, which variables are set, and what it would cost', () => {
    expect(
      stripVTControlCharacters(renderDryRun([cheap, dear], { variablesOf: () => ['AURORA_KEY_FILE'], limits: unlimited, refused: [] })),
    ).toBe(
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
    const shown = stripVTControlCharacters(renderDryRun([cheap], { variablesOf: () => null, limits: unlimited, refused: [] }));
    expect(shown).toContain('    a pretend provider on this machine; no variable of yours is used\n');
    expect(shown).not.toContain('set:');
  });
});

describe('a budget', () => {
  const limits = { dailyCap: 4, intervalMs: 3_600_000 };
  const paid = { ...dear, expensive: true, configured: true, missing: [] };
  const refused = [
    {
      check: paid.name,
      provider: 'aurora',
      reason: 'cap' as const,
      used: 4,
      lastAt: null,
      freeAt: new Date('2026-01-02T00:00:00Z'),
      ...limits,
    },
  ];
  const dryRun = (more: Partial<Parameters<typeof renderDryRun>[1]> = {}) =>
    stripVTControlCharacters(renderDryRun([cheap, paid], { variablesOf: () => [], limits, refused: [], ...more }));

  it('stands in the list, at what costs money only', () => {
    expect(stripVTControlCharacters(renderList([cheap, paid], limits))).toBe(
      [
        '● aurora.key    Aurora accepts the key (free · every 6h · baseline)',
        '                Because the tests depend on it.',
        '● aurora.image  A picture (about $0.039 a probe · its provider 4 a day · at most every 1h · on demand · needs aurora.key)',
        '                Because the tests depend on it.',
        '',
        '2 checks, 2 of them configured. One run of these costs about $0.0000; with the expensive ones, about $0.0390.',
        '',
      ].join('\n'),
    );
  });

  it('is counted in a dry run: what has no place is named, with the time of the next, and costs nothing', () => {
    expect(dryRun()).toContain('about $0.039 · its provider 4 a day · at most every 1h\n\n2 checks, about $0.0390.');
    const shown = dryRun({ refused });
    expect(shown).toContain(
      'over budget, so it would be skipped: the next is free at 2026-01-02 00:00 UTC; --over-budget runs it all the same\n',
    );
    expect(shown).toContain('2 checks, about $0.0000. Nothing was asked of anybody.\n');
    expect(shown).not.toContain('not known');
    expect(dryRun({ refused: [{ ...refused[0]!, freeAt: null }] })).toContain('skipped: its provider has 0 a day');
  });

  it('is not made up where nobody can tell', () => {
    expect(dryRun({ refused: null })).toContain('No stack is up, so what is left of the budget is not known.\n');
  });
});
