import { describe, expect, it } from 'vitest';
import { ago, exact, spelled, took } from '#web/app/times.ts';

const NOW = new Date('2026-01-30T12:00:00Z');

describe('times in words', () => {
  it.each([
    [-5, 'just now'],
    [9, 'just now'],
    [34, '34 s ago'],
    [60, '1 min ago'],
    [12 * 60 + 59, '12 min ago'],
    [3_600, '1 h ago'],
    [47 * 3_600, '47 h ago'],
    [48 * 3_600, '2 d ago'],
    [14 * 86_400, '2026-01-16'],
  ])('%d seconds ago is “%s”', (seconds, words) => {
    expect(ago(new Date(NOW.getTime() - seconds * 1_000), NOW)).toBe(words);
  });

  it.each([
    [59_000, 'less than a minute'],
    [60_000, '1 minute'],
    [125_000, '2 minutes'],
    [3_600_000, '1 hour'],
    [2 * 86_400_000, '2 days'],
  ])('%d ms in a sentence is “%s”', (ms, words) => {
    expect(spelled(ms)).toBe(words);
  });

  it.each([
    [0.4, '0 ms'],
    [812, '812 ms'],
    [999.6, '1.0 s'],
    [1_120, '1.1 s'],
    [34_400, '34 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms took “%s”', (ms, words) => {
    expect(took(ms)).toBe(words);
  });

  it('dates what is long ago by the zone of whoever reads', () => {
    const at = new Date('2026-01-01T23:30:00Z');
    expect([ago(at, NOW), ago(at, NOW, 'Europe/Berlin'), ago(at, NOW, 'America/New_York')]).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-01',
    ]);
  });

  it('gives the exact moment in one zone for all', () => {
    expect(exact(NOW)).toBe('2026-01-30 12:00:00 UTC');
  });
});
