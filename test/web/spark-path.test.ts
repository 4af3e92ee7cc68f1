import { describe, expect, it } from 'vitest';
import { sparkPath } from '#web/app/spark-path.ts';

describe('the small line of durations', () => {
  it('is flat where they hardly differ, in the middle of twice the median', () => {
    expect(sparkPath([100, 101, 99])).toBe('M52 8L54 8L56 8');
  });

  it('has its top at the peak', () => {
    expect(sparkPath([100, 100, 1_000])).toMatch(/L56 2$/);
  });

  it('breaks where nothing was judged', () => {
    expect(sparkPath([100, null, 100, 100])).toBe('M50 8M54 8L56 8');
  });

  it.each([[[]], [[100]], [[null, null]]])('is nothing for %j', (durations) => {
    expect(sparkPath(durations)).toBe('');
  });

  it('shows the newest thirty, the last at the right end', () => {
    const path = sparkPath(Array.from({ length: 40 }, () => 100));
    expect(path.match(/[ML]/g)).toHaveLength(30);
    expect(path).toMatch(/^M0 8.*L56 8$/);
  });
});
