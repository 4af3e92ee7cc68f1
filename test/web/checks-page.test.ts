import { describe, expect, it } from 'vitest';
import type { BoardRow } from '#web/app/board-row.ts';
import type { Board } from '#web/app/board.ts';
import { checksPage } from '#web/app/checks-page.ts';
import { readFilters } from '#web/app/filters.ts';
import { LIGHTS } from '#web/app/light-of.ts';
import { boardRow } from './board-rows.ts';

function page(rows: BoardRow[], search = '') {
  const configured = rows.filter((row) => row.configured);
  const counts = Object.fromEntries(LIGHTS.map((light) => [light, configured.filter((row) => row.light === light).length]));
  const board = {
    rows,
    causes: [],
    recovered: [],
    counts,
    configured: configured.length,
    total: rows.length,
    now: new Date(0),
  } as unknown as Board;
  return checksPage(board, readFilters(new URLSearchParams(search)));
}

describe('the page of checks', () => {
  it('offers what a button would run with all that this requires, and what that costs', () => {
    const rows = [
      boardRow('aurora.key', { baseline: false, priceUsd: 0.0001 }),
      boardRow('aurora.text', { requires: ['aurora.key'], priceUsd: 0.0002 }),
      boardRow('aurora.json', { baseline: false, light: 'warn', requires: ['aurora.text'] }),
      boardRow('aurora.picture', { baseline: false, costUsd: 0.07, light: 'fail', requires: ['bruma.ingest'] }),
      boardRow('bruma.ingest', { configured: false, light: 'skipped', costUsd: 1 }),
    ];
    const { menu } = page(rows);
    expect(Object.fromEntries(Object.entries(menu).map(([name, { count }]) => [name, count]))).toEqual({
      all: 3,
      baseline: 2,
      failing: 4,
      expensive: 4,
    });
    expect(menu.baseline.costUsd).toBeCloseTo(0.0003);
    expect(menu.failing.costUsd).toBeCloseTo(0.0703);
  });

  it('filters by scope and provider with a light for each check', () => {
    const rows = [
      boardRow('aurora.north.text'),
      boardRow('aurora.south.text', { light: 'fail' }),
      boardRow('bruma.ingest', { light: 'stale' }),
    ];
    expect(page(rows).chips).toEqual([
      {
        scope: 'aurora',
        name: 'Aurora',
        chips: [
          { provider: 'north', name: 'North', lights: 'o' },
          { provider: 'south', name: 'South', lights: 'f' },
        ],
      },
      { scope: 'bruma', name: 'Bruma', chips: [{ provider: null, name: 'Bruma', lights: 't' }] },
    ]);
    expect(page(Array.from({ length: 61 }, (_, index) => boardRow(`aurora.c${index}`))).chips).toBeNull();
  });

  it('lists what each provider lacks where nothing is configured, and only then', () => {
    const bare = { configured: false, light: 'skipped' } as const;
    const rows = [
      boardRow('aurora.north.text', { ...bare, missing: ['KEY'] }),
      boardRow('aurora.north.json', { ...bare, missing: ['KEY', 'MODEL'] }),
      boardRow('bruma.ingest', { ...bare, missing: ['TOKEN'] }),
    ];
    expect(page(rows).setup).toEqual([
      { key: 'aurora.north', name: 'Aurora · North', checks: 2, missing: ['KEY', 'MODEL'] },
      { key: 'bruma', name: 'Bruma', checks: 1, missing: ['TOKEN'] },
    ]);
    expect(page([...rows, boardRow('bruma.query')]).setup).toBeNull();
  });
});
