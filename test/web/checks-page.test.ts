import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoardRow } from '#web/app/board-row.ts';
import type { Board } from '#web/app/board.ts';
import { checksPage } from '#web/app/checks-page.ts';
import { notWell, readFilters } from '#web/app/filters.ts';
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
      boardRow('aurora.embedding', { baseline: false, light: 'skipped', failureClass: 'prerequisite' }),
      boardRow('aurora.files', { baseline: false, light: 'skipped', failureClass: 'budget' }),
      boardRow('aurora.list', { baseline: false, light: 'stale' }),
      boardRow('aurora.stream', { baseline: false, light: 'stale', failureClass: 'slow' }),
      boardRow('bruma.ingest', { configured: false, light: 'skipped', costUsd: 1 }),
    ];
    const { menu } = page(rows);
    expect(Object.fromEntries(Object.entries(menu).map(([name, { count }]) => [name, count]))).toEqual({
      all: 7,
      baseline: 2,
      failing: 5,
      expensive: 8,
    });
    expect(menu.baseline.costUsd).toBeCloseTo(0.0003);
    expect(menu.expensive.costUsd).toBeCloseTo(0.0703);
  });

  it('has as many that are not well as are missing from those that are', () => {
    const { known, counts, looked, well } = page([
      boardRow('aurora.text'),
      boardRow('aurora.json', { light: 'skipped', failureClass: 'budget' }),
      boardRow('aurora.list', { light: 'fail' }),
      boardRow('aurora.embedding', { light: 'never' }),
      boardRow('bruma.ingest', { light: 'skipped', configured: false }),
    ]);
    expect([known, well, looked, notWell(counts)]).toEqual([2, 1, 3, 2]);
  });

  it('says at each filter by light how many pass it beside the other filters', () => {
    const rows = [
      boardRow('aurora.text', { light: 'fail' }),
      boardRow('bruma.ingest', { light: 'fail' }),
      boardRow('bruma.query', { light: 'warn' }),
    ];
    expect(page(rows, 'scope=bruma').passing).toMatchObject({ fail: 1, warn: 1, ok: 0, notwell: 2 });
    expect(page(rows, 'q=ingest&status=warn').passing).toMatchObject({ fail: 1, warn: 0 });
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
          { provider: 'north', name: 'North', lights: 'o', words: '1 well' },
          { provider: 'south', name: 'South', lights: 'f', words: '0 of 1 well' },
        ],
      },
      { scope: 'bruma', name: 'Bruma', chips: [{ provider: null, name: 'Bruma', lights: 't', words: '1 was well then' }] },
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
      { key: 'aurora.north', name: 'Aurora · North', checks: 2, missing: ['KEY', 'MODEL'], guide: null },
      { key: 'bruma', name: 'Bruma', checks: 1, missing: ['TOKEN'], guide: null },
    ]);
    expect(page([...rows, boardRow('bruma.query')]).setup).toBeNull();
  });

  it('leads from each of our own scopes to a guide that is there', () => {
    const guides = readdirSync('docs/guides').map((file) => `docs/guides/${file}`);
    const rows = guides.map((guide) => boardRow(`${basename(guide, '.md')}.text`, { configured: false, light: 'skipped' }));
    expect(page(rows).setup!.map(({ guide }) => guide)).toEqual(guides);
  });
});
