import { describe, expect, it } from 'vitest';
import { bucketsOf } from '#test/support/history-buckets.ts';
import { availability } from '#web/app/availability.ts';
import { latencyChart } from '#web/app/latency-chart.ts';
import { bucketWords, outcomeOfBucket, spanWords } from '#web/app/outcome-of-bucket.ts';
import type { Counts } from '#workflows/core/status.ts';

describe('the bar of a stretch', () => {
  it.each<[string, Partial<Counts>, ReturnType<typeof outcomeOfBucket>]>([
    ['shows one failure among many successes', { ok: 23, fail: 1 }, 'fail'],
    ['shows a failure before all that we could not judge', { unknown: 20, fail: 1 }, 'fail'],
    ['shows a warning before success', { ok: 23, warn: 1 }, 'warn'],
    ['is well where nearly all was judged', { ok: 23, unknown: 1, skipped: 3 }, 'ok'],
    ['says that we could not judge where that was so more often than not', { ok: 3, unknown: 4 }, 'unknown'],
    ['says so where nothing was judged', { unknown: 1, skipped: 9 }, 'unknown'],
    ['shows that all was skipped', { skipped: 1 }, 'skipped'],
    ['is nothing where nothing ran', {}, null],
  ])('%s', (_, counts, outcome) => expect(outcomeOfBucket(bucketsOf([counts])[0]!)).toBe(outcome));

  it('has its counts in words', () => {
    expect(bucketWords(bucketsOf([{ ok: 23, fail: 1, unknown: 2 }])[0]!)).toBe('8 Jan: 23 ok, 1 failed, 2 not judged');
    expect(bucketWords(bucketsOf([{}])[0]!)).toBe('8 Jan: nothing ran');
    expect(spanWords(bucketsOf([{}, {}], 6 * 3_600_000)[1]!)).toBe('8 Jan 06:00');
  });
});

describe('how often it was well', () => {
  it.each<[string, Partial<Counts>[], string]>([
    [
      'counts a warning as success and says what was not judged',
      [
        { ok: 700, unknown: 7 },
        { warn: 9, fail: 4 },
      ],
      '99.4 % well: 709 of 713 judged. 7 not judged, our own fault.',
    ],
    ['is a hundred where nothing failed', [{ ok: 3, skipped: 2 }], '100 % well: 3 of 3 judged. 2 skipped.'],
    ['is never rounded up while something failed', [{ ok: 99_999, fail: 1 }], '99.9 % well: 99999 of 100000 judged.'],
    ['is nothing where all failed', [{ fail: 2 }], '0.0 % well: 0 of 2 judged.'],
    ['is not told where nothing was judged', [{ unknown: 2 }], 'Nothing was judged in the last 7 days. 2 not judged, our own fault.'],
    ['says that nothing ran', [{}], 'Nothing ran in the last 7 days.'],
  ])('%s', (_, days, sentence) => expect(availability(bucketsOf(days), 7)).toBe(sentence));
});

describe('the drawing of latencies', () => {
  const steady = { ok: 1, p50: 100, p95: 120 };

  it('lies flat in the lower half while nothing happens', () => {
    const chart = latencyChart(bucketsOf([steady, steady, steady]))!;
    expect(chart.topMs).toBe(200);
    expect(chart.p50).toBe('M0 40L5 40L15 40L25 40L30 40');
    expect(chart.band).toBe('M0 32L5 32L15 32L25 32L30 32L30 40L25 40L15 40L5 40L0 40z');
    expect([chart.width, chart.height, chart.failures, chart.outages]).toEqual([30, 80, '', []]);
  });

  it('reaches up to a peak', () => {
    expect(latencyChart(bucketsOf([steady, steady, { ok: 1, p50: 100, p95: 900 }]))!.topMs).toBe(1_000);
  });

  it('breaks the line where something is missing, and keeps one that stands alone', () => {
    const { p50 } = latencyChart(bucketsOf([steady, {}, steady, steady]))!;
    expect(p50).toBe('M0 40L5 40L10 40M20 40L25 40L35 40L40 40');
  });

  it('marks failures at the foot and frames where we could not look', () => {
    const chart = latencyChart(
      bucketsOf([steady, { unknown: 3 }, { unknown: 1 }, { ...steady, fail: 1, unknown: 1 }, { skipped: 1 }, steady]),
    )!;
    expect(chart.failures).toBe('M31 74h8v6h-8z');
    expect(chart.outages).toEqual([{ x: 10, width: 20 }]);
  });

  it('says the same in words', () => {
    expect(latencyChart(bucketsOf([steady, steady, { ok: 1, p50: 3_000, p95: 4_000 }]))!.words).toBe(
      'Half took about 100 ms, 95 of 100 about 120 ms at most. Table below.',
    );
  });

  it.each([[[]], [[steady]], [[steady, {}, steady]]])('is left out where there is too little for a line', (days) =>
    expect(latencyChart(bucketsOf(days))).toBeNull(),
  );

  it.each([
    [1, 2],
    [26, 60],
    [51, 200],
    [400, 800],
    [450, 1_000],
    [6_000, 20_000],
  ])('of a steady %d ms has a top that can be halved and said: %d', (ms, top) => {
    const day = { ok: 1, p50: ms, p95: ms };
    expect(latencyChart(bucketsOf([day, day, day]))!.topMs).toBe(top);
  });
});
