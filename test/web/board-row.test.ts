import { expect, it } from 'vitest';
import { overviewOf, ringOf, seen, waiting } from '#test/support/overview-rows.ts';
import { rowOf } from '#web/app/board-row.ts';

const rowIn = (...rows: Parameters<typeof overviewOf>[0]) => {
  const { now } = overviewOf(rows);
  return rowOf(rows[0]!, rows, now);
};

it('says how long a check takes as a rule, by those of its probes that were well', () => {
  const ring = ringOf([50, 'ok'], [40, 'ok'], [30, 'fail'], [20, 'ok'], [10, 'warn']).map((entry, index) => ({
    ...entry,
    ms: (index + 1) * 10,
  }));
  expect(rowIn(seen('bruma.a', 'ok', { ring })).usualMs).toBe(20);
  expect(rowIn(seen('bruma.a', 'fail', { ring: ringOf([10, 'fail']) })).usualMs).toBeNull();
});

it('names all that waits for a red one, over as many steps as there are', () => {
  const rows = [
    seen('bruma.token', 'fail'),
    waiting('bruma.ingest', ['bruma.dataset']),
    waiting('bruma.dataset', ['bruma.token']),
    waiting('bruma.list', ['bruma.other']),
    seen('bruma.query', 'ok', { requires: ['bruma.token'] }),
  ] as const;
  expect(rowIn(...rows).waiting).toEqual(['Ingest', 'Dataset']);
  expect(rowIn(seen('bruma.token', 'ok'), ...rows.slice(1)).waiting).toEqual([]);
});
