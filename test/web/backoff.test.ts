import { describe, expect, it } from 'vitest';
import { backoff } from '#web/app/backoff.ts';

describe('the wait before the next try', () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [4, 16_000],
    [5, 30_000],
    [400, 30_000],
  ])('of try %d is at most %d ms', (tries, most) => {
    expect(backoff(tries, 1)).toBe(most);
    expect(backoff(tries, 0)).toBe(most / 2);
  });

  it('differs from page to page', () => {
    expect(new Set(Array.from({ length: 20 }, () => backoff(3))).size).toBeGreaterThan(10);
  });
});
