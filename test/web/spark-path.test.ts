import { describe, expect, it } from 'vitest';
import { sparkLetters, sparkPath } from '#web/app/spark-path.ts';

describe('the letters of a sparkline', () => {
  it.each([
    ['nothing', [], ''],
    ['a single point', [10], ''],
    ['a single point beside gaps', [null, 10, null], ''],
    ['noise, which stays in the middle', [100, 104, 96], 'ggg'],
    ['a peak, which is the top', [100, 100, 400], 'ddm'],
    ['a gap', [100, null, 100], 'g.g'],
    ['no time at all', [0, 0], 'aa'],
  ])('tell of %s', (_, durations, letters) => {
    expect(sparkLetters(durations)).toBe(letters);
  });

  it('tell of the last thirty', () => {
    expect(sparkLetters([900, ...Array<number>(30).fill(100)])).toHaveLength(30);
  });
});

describe('the line of a sparkline', () => {
  it.each([
    ['ends at the right', 'ag', 'M54 14l2-6'],
    ['breaks at a gap', 'a.a', 'M52 14M56 14'],
    ['lies flat', 'ggg', 'M52 8l2 0l2 0'],
    ['is nothing without letters', '', ''],
  ])('%s', (_, letters, path) => {
    expect(sparkPath(letters)).toBe(path);
  });

  it('begins at the left where there are thirty', () => {
    expect(sparkPath('a'.repeat(30))).toMatch(/^M0 14l2 0l2 0/);
  });
});
