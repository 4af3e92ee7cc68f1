import { describe, expect, it, vi } from 'vitest';
import { HelpShown, readOptions, UsageError } from '#scripts/probe/options.ts';

const refusal = (...args: string[]): string => {
  try {
    readOptions(args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`${args.join(' ')} was taken`);
};

describe('the options of npm run probe', () => {
  it('ask, without any, for everything that is not expensive', () => {
    expect(readOptions([])).toEqual({
      scope: [],
      provider: null,
      check: [],
      baseline: false,
      failing: false,
      expensive: false,
      overBudget: false,
      record: true,
      list: false,
      json: null,
      junit: null,
      strict: false,
      detach: false,
      timeoutMs: null,
      dryRun: false,
    });
  });

  it('take several names where several are meant', () => {
    expect(readOptions(['--scope', 'axiom', 'github', '--check', 'axiom.ingest', 'github.app'])).toMatchObject({
      scope: ['axiom', 'github'],
      check: ['axiom.ingest', 'github.app'],
    });
  });

  it.each([
    [['--json'], { json: '-' }],
    [['--json', 'out.json'], { json: 'out.json' }],
    [['--junit', 'out.xml'], { junit: 'out.xml' }],
    [['--no-record'], { record: false }],
    [['--provider', 'vertex'], { provider: 'vertex' }],
    [['--baseline'], { baseline: true }],
    [['--failing'], { failing: true }],
    [['--expensive'], { expensive: true }],
    [['--expensive', '--over-budget'], { expensive: true, overBudget: true }],
    [['--check', 'x.image', '--over-budget'], { overBudget: true }],
    [['--strict'], { strict: true }],
    [['--detach'], { detach: true }],
    [['--list'], { list: true }],
    [['--dry-run'], { dryRun: true }],
    [['--timeout', '90s'], { timeoutMs: 90_000 }],
    [['--timeout', '5m'], { timeoutMs: 300_000 }],
    [['--timeout', '250ms'], { timeoutMs: 250 }],
    [['--timeout', '30'], { timeoutMs: 30_000 }],
    [['--json', '--list'], { json: '-', list: true }],
  ])('%j mean %j', (args, meant) => expect(readOptions(args)).toMatchObject(meant));

  it.each(['soon', '-5s', '0', '5 lightyears'])('refuse --timeout %s and say how to write one', (text) => {
    expect(refusal(`--timeout=${text}`)).toBe(`--timeout ${text} is not a duration. Write 90s, 5m or 1h.`);
  });

  it.each([
    ['--baseline', '--failing'],
    ['--baseline', '--check axiom.ingest'],
    ['--failing', '--check axiom.ingest'],
    ['--baseline', '--expensive'],
    ['--detach', '--json'],
    ['--detach', '--junit x.xml'],
    ['--detach', '--strict'],
    ['--detach', '--timeout 5s'],
    ['--list', '--detach'],
    ['--list', '--dry-run'],
    ['--list', '--junit x.xml'],
    ['--dry-run', '--detach'],
    ['--dry-run', '--junit x.xml'],
    ['--list', '--failing'],
    ['--list', '--expensive'],
    ['--baseline', '--over-budget'],
    ['--list', '--over-budget'],
    ['--list', '--strict'],
    ['--list', '--timeout 5s'],
    ['--list', '--no-record'],
    ['--dry-run', '--failing'],
    ['--dry-run', '--strict'],
    ['--dry-run', '--timeout 5s'],
    ['--dry-run', '--no-record'],
    ['--detach', '--no-record'],
  ])('refuse %s beside %s, and name both or what is missing', (one, other) => {
    const sentence = refusal(...`${one} ${other}`.split(' '));
    expect(sentence).toContain(one);
    expect(sentence).toMatch(/\.$/);
  });

  it('refuse a --timeout that no run lasts', () => {
    expect(refusal('--timeout', '1000h')).toBe('--timeout 1000h is longer than any run: an hour is the most.');
    expect(readOptions(['--timeout', '1h'])).toMatchObject({ timeoutMs: 3_600_000 });
  });

  it('refuse one file for both results, however it is written', () => {
    expect(refusal('--json', 'out', '--junit', './out')).toBe('--json and --junit both name ./out: give each a file of its own.');
    expect(readOptions(['--junit', '-', '--json'])).toMatchObject({ json: '-', junit: '-' });
  });

  it('refuse to overrule a budget where nothing is asked that has one', () => {
    expect(refusal('--over-budget')).toBe('--over-budget is for what costs money: add --expensive, or name the check with --check.');
  });

  it('refuse what they do not know, with the nearest that they do', () => {
    expect(refusal('--scop', 'axiom')).toMatch(/unknown option '--scop'[^]*Did you mean --scope\?[^]*--help/);
    expect(refusal('axiom')).toContain('--help');
  });

  it('are all told by --help, with the exit codes', () => {
    let help = '';
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((help += String(text)), true));
    try {
      expect(() => readOptions(['--help'])).toThrow(HelpShown);
    } finally {
      write.mockRestore();
    }
    for (const option of [
      'scope',
      'provider',
      'check',
      'baseline',
      'failing',
      'expensive',
      'over-budget',
      'no-record',
      'list',
      'json',
      'junit',
      'strict',
      'detach',
      'timeout',
      'dry-run',
    ])
      expect(help).toContain(`--${option}`);
    expect(help).toContain(
      'Exit codes: 0 nothing failed · 1 something failed · 2 usage or configuration · 3 the doctor could not tell · 130 interrupted',
    );
  });
});
