import { describe, expect, it } from 'vitest';
import type { BoardRow } from '#web/app/board-row.ts';
import type { Board } from '#web/app/board.ts';
import type { Light } from '#web/app/light-of.ts';
import { wallPage } from '#web/app/wall-page.ts';

const row = (name: string, light: Light = 'ok', more: Partial<BoardRow> = {}): BoardRow => {
  const [scope, ...rest] = name.split('.') as [string, ...string[]];
  const [provider, capability] = rest.length === 2 ? rest : [null, rest[0]];
  return {
    name,
    scope,
    provider,
    capability,
    label: `label of ${name}`,
    light,
    configured: true,
    found: `found ${name}`,
    hint: null,
    ...more,
  } as BoardRow;
};
const board = (rows: BoardRow[], causes: Partial<Board['causes'][number]>[] = []): Board =>
  ({
    rows,
    causes,
    configured: rows.length,
    counts: { ok: 1, never: 0 },
    verdict: { light: 'ok' },
    lastAutomaticAt: null,
  }) as unknown as Board;
const many = (scope: string, count: number, light: Light = 'ok') =>
  Array.from({ length: count }, (_, index) => row(`${scope}.check_${index}`, light));

describe('a wall', () => {
  it('has a cell for each provider, with every check by name', () => {
    const { cells } = wallPage(board([row('aurora.north.text'), row('aurora.south.text', 'warn'), row('bruma.ingest')]));
    expect(cells.map(({ name, light, named }) => [name, light, named?.map(({ words }) => words)])).toEqual([
      ['North', 'ok', ['text']],
      ['South', 'warn', ['text']],
      ['Bruma', 'ok', ['ingest']],
    ]);
  });

  it('draws many checks of one cell as dots, and names only what is not well', () => {
    const [few, lots] = wallPage(board([...many('aurora', 14), ...many('bruma', 15), row('bruma.ingest', 'fail')])).cells;
    expect(few).toMatchObject({ dots: null });
    expect(lots!.named).toBeNull();
    expect(lots!.dots!.lights).toBe(`${'o'.repeat(15)}f`);
    expect(lots!.dots!.troubles.map(({ words }) => words)).toEqual(['label of bruma.ingest']);
  });

  it('has a cell for each scope where there are too many checks', () => {
    const rows = [...many('aurora', 60), row('bruma.north.text'), row('bruma.south.text')];
    expect(wallPage(board(rows)).cells.map(({ name }) => name)).toEqual(['Aurora', 'Bruma']);
  });

  it('counts the troubles that it does not name', () => {
    const [cell] = wallPage(board(many('aurora', 20, 'fail'))).cells;
    expect(cell!.dots!.troubles).toHaveLength(6);
    expect(cell!.dots!.more).toBe(14);
  });

  it('tells what to do about the first cause, as the page of checks has it', () => {
    const cause = { label: 'Bruma ingest', light: 'fail' as const, found: 'Refused.', hint: null };
    expect(wallPage(board([row('aurora.text', 'fail')], [cause, { label: 'Aurora text' }])).fix).toEqual(cause);
    expect(wallPage(board([row('aurora.text')])).fix).toBeNull();
  });
});
