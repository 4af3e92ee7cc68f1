import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '#activities/retry-delay.ts';

const after = (retryAfter: string | null, tries = 1) =>
  retryDelayMs(
    {
      wallClock: new Date('2026-01-01T00:00:00Z'),
      exchanges: retryAfter === null ? [] : [{ headers: { 'retry-after': retryAfter } } as never],
    },
    tries,
  );

describe('the wait before the next attempt', () => {
  it('is what the provider asks for, in seconds or as a date', () => {
    expect(after('3')).toBe(3_000);
    expect(after('Thu, 01 Jan 2026 00:00:05 GMT')).toBe(5_000);
  });

  it('never is longer than a run may wait', () => {
    expect(after('3600')).toBe(15_000);
  });

  it('doubles where the provider says nothing that can be read', () => {
    expect([after(null, 1), after(null, 2), after('soon', 3)]).toEqual([1_000, 2_000, 4_000]);
  });

  it('is none where the date has passed', () => {
    expect(after('Wed, 31 Dec 2025 00:00:00 GMT')).toBe(0);
  });
});
