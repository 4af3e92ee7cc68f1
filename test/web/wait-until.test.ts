import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitUntil } from '#web/app/wait-until.ts';

const MONTH = 30 * 86_400_000;

describe('a wait', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('may be longer than a timer can be', () => {
    const work = vi.fn();
    waitUntil(MONTH, work);
    vi.advanceTimersByTime(MONTH - 1);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledOnce();
  });

  it('counts the time in which the machine slept and no timer ran', () => {
    const work = vi.fn();
    waitUntil(MONTH, work);
    vi.setSystemTime(Date.now() + MONTH);
    vi.advanceTimersByTime(3_600_001);
    expect(work).toHaveBeenCalledOnce();
  });

  it('is over at once where its time has passed', () => {
    const work = vi.fn();
    waitUntil(-5, work);
    vi.advanceTimersByTime(0);
    expect(work).toHaveBeenCalledOnce();
  });

  it('can be called off, also between two of its timers', () => {
    const work = vi.fn();
    const stop = waitUntil(MONTH, work);
    vi.advanceTimersByTime(MONTH / 2);
    stop();
    vi.advanceTimersByTime(MONTH);
    expect(work).not.toHaveBeenCalled();
  });
});
