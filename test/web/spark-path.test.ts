import { describe, expect, it } from 'vitest';
import { sparkLetters, sparkPath } from '#web/app/spark-path.ts';

describe('the letters of a sparkline', () => {
  it.each([
    ['nothing', [], ''],
    ['five points, which are too few', [10, 10, 10, 10, 10], ''],
    ['five points beside gaps', [null, 10, 10, 10, 10, 10, null], ''],
    ['noise, which stays in the middle', [100, 104, 96, 100, 104, 96], 'gggggg'],
    ['a peak, which is the top', [100, 100, 100, 100, 100, 400], 'dddddm'],
    ['a gap', [100, 100, 100, null, 100, 100, 100], 'ggg.ggg'],
    ['no time at all', [0, 0, 0, 0, 0, 0], 'aaaaaa'],
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
