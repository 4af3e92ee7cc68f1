import { describe, expect, it } from 'vitest';
import type { OverviewRow } from '#db/overview-reader.ts';
import { minutesAgo, overviewOf, ringOf, seen } from '#test/support/overview-rows.ts';
import { recoveredOf } from '#web/app/recovered.ts';

const DAY = 24 * 60;
const recovered = (...rows: OverviewRow[]) => recoveredOf(overviewOf(rows));
const was = (...entries: Parameters<typeof ringOf>) => ({ ring: ringOf(...entries) });

describe('what has recovered in the last day', () => {
  it('tells from when to when it failed, and why', () => {
    const row = seen('bruma.token', 'ok', was([300, 'ok'], [230, 'fail', 'rate_limit'], [228, 'fail', 'auth'], [227, 'ok'], [2, 'ok']));
    expect(recovered(row)).toEqual([
      {
        name: 'bruma.token',
        label: 'Bruma token',
        failureClass: 'rate_limit',
        beganAt: minutesAgo(230),
        recoveredAt: minutesAgo(227),
        times: 1,
      },
    ]);
  });

  it.each<[string, OverviewRow]>([
    ['has not failed', seen('bruma.a', 'ok', was([30, 'ok'], [20, 'unknown'], [10, 'ok']))],
    ['fails', seen('bruma.a', 'fail', was([30, 'fail'], [20, 'ok'], [10, 'fail']))],
    ['could not be judged since', seen('bruma.a', 'unknown', was([30, 'fail'], [20, 'ok'], [10, 'unknown']))],
    ['is out of date', seen('bruma.a', 'ok', { ago: 300, ...was([330, 'fail'], [300, 'ok']) })],
    ['recovered before that', seen('bruma.a', 'ok', was([DAY + 30, 'fail'], [DAY + 1, 'ok']))],
    ['failed before that, and lost its place in the bar', seen('bruma.a', 'ok', { last_failure_at: minutesAgo(DAY + 1) })],
    ['is not configured any more', seen('bruma.a', 'ok', { configured: false, ...was([30, 'fail'], [20, 'ok']) })],
  ])('leaves out what %s', (_, row) => {
    expect(recovered(row)).toEqual([]);
  });

  it('keeps what began longer ago, as long as it ended within the day', () => {
    expect(recovered(seen('bruma.a', 'ok', was([DAY + 30, 'fail'], [DAY - 1, 'ok'])))).toMatchObject([{ beganAt: minutesAgo(DAY + 30) }]);
  });

  it('lets a warning end a failure, and nothing that could not be judged', () => {
    expect(recovered(seen('bruma.a', 'warn', was([40, 'fail'], [30, 'unknown'], [20, 'skipped'], [10, 'warn'])))).toMatchObject([
      { beganAt: minutesAgo(40), recoveredAt: minutesAgo(10) },
    ]);
  });

  it('tells the last failure, and how often there was one', () => {
    const row = seen('bruma.a', 'ok', was([60, 'fail'], [50, 'ok'], [40, 'fail'], [35, 'ok'], [30, 'fail'], [29, 'ok']));
    expect(recovered(row)).toMatchObject([{ beganAt: minutesAgo(30), recoveredAt: minutesAgo(29), times: 3 }]);
  });

  it('remembers a failure that has no place in the bar any more', () => {
    const row = seen('bruma.a', 'ok', { last_failure_at: minutesAgo(600), since: 590, ...was([40, 'ok'], [2, 'ok']) });
    expect(recovered(row)).toMatchObject([{ beganAt: minutesAgo(600), recoveredAt: minutesAgo(590), failureClass: null }]);
  });

  it('puts the latest recovery first', () => {
    const rows = [seen('bruma.a', 'ok', was([60, 'fail'], [50, 'ok'])), seen('silencio.b', 'ok', was([60, 'fail'], [20, 'ok']))];
    expect(recovered(...rows).map(({ label }) => label)).toEqual(['Silencio b', 'Bruma a']);
  });

  it('makes one of checks of one provider that failed together', () => {
    const past = was([60, 'fail', 'server_error'], [20, 'ok']);
    const rows = ['aurora.north.text', 'aurora.north.json', 'aurora.south.text'].map((name) => seen(name, 'ok', past));
    expect(recovered(...rows).map(({ label }) => label)).toEqual(['North text and JSON', 'South text']);
  });

  it('counts the rest where many failed together', () => {
    const rows = ['a', 'b', 'c', 'd'].map((name) => seen(`bruma.${name}`, 'ok', was([60, 'fail'], [20, 'ok'])));
    expect(recovered(...rows)).toMatchObject([{ name: 'bruma.a', label: 'Bruma a and 3 others' }]);
  });

  it('keeps apart what failed for different reasons, or at different times', () => {
    const rows = [
      seen('bruma.a', 'ok', was([60, 'fail', 'auth'], [20, 'ok'])),
      seen('bruma.b', 'ok', was([60, 'fail', 'quota'], [20, 'ok'])),
      seen('bruma.c', 'ok', was([45, 'fail', 'auth'], [20, 'ok'])),
      seen('bruma.d', 'ok', was([60, 'fail', 'auth'], [5, 'ok'])),
    ];
    expect(recovered(...rows)).toHaveLength(4);
  });
});
