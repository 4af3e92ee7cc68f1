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
const limited = (headers: Record<string, string>) =>
  retryDelayMs({ wallClock: new Date('2026-01-01T00:00:00Z'), exchanges: [{ headers } as never] }, 1);
const SECONDS = Date.parse('2026-01-01T00:00:00Z') / 1000;

describe('the wait before the next attempt', () => {
  it('is what the provider asks for, in seconds or as a date', () => {
    expect(after('3')).toBe(3_000);
    expect(after('Thu, 01 Jan 2026 00:00:05 GMT')).toBe(5_000);
  });

  it('is not shortened: who asks for more than a run may wait is not asked again', () => {
    expect(after('15')).toBe(15_000);
    expect(after('16')).toBeNull();
    expect(after('Thu, 01 Jan 2026 01:00:00 GMT')).toBeNull();
  });

  it('is counted by the provider’s clock where it tells the time', () => {
    expect(limited({ 'retry-after': 'Thu, 01 Jan 2026 10:00:05 GMT', date: 'Thu, 01 Jan 2026 10:00:00 GMT' })).toBe(5_000);
  });

  it('is until a limit that has nothing left begins anew, where nothing else is asked for', () => {
    const reset = (seconds: number, remaining = '0') =>
      limited({ 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': String(seconds) });
    expect(reset(SECONDS + 9)).toBe(9_000);
    expect(reset(9)).toBe(9_000);
    expect(reset(SECONDS + 60)).toBeNull();
    expect(reset(SECONDS + 60, '3')).toBe(1_000);
  });

  it('never is longer than a run may wait where the provider says nothing', () => {
    expect(after(null, 9)).toBe(15_000);
  });

  it('is none that could be guessed where a limit does not say when it ends', () => {
    const bare = { wallClock: new Date(), exchanges: [] };
    expect(retryDelayMs(bare, 1, 'rate_limit')).toBeNull();
    expect(retryDelayMs(bare, 1, 'server_error')).toBe(1_000);
  });

  it.each(['-1', '1.5.', '2.5 s', '99999'])('takes no year out of %s', (asked) => {
    expect(after(asked)).toBe(asked === '99999' ? null : 1_000);
    expect(after('1.5')).toBe(1_500);
  });

  it('doubles where the provider says nothing that can be read', () => {
    expect([after(null, 1), after(null, 2), after('soon', 3)]).toEqual([1_000, 2_000, 4_000]);
  });

  it('is none where the date has passed', () => {
    expect(after('Wed, 31 Dec 2025 00:00:00 GMT')).toBe(0);
  });
});
