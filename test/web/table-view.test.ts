import { describe, expect, it } from 'vitest';
import { readFilters } from '#web/app/filters.ts';
import { tableView } from '#web/app/table-view.ts';
import { boardRow } from './board-rows.ts';

const board = (...rows: ReturnType<typeof boardRow>[]) => ({ rows });
const view = (search: string, rows: ReturnType<typeof boardRow>[]) => tableView(board(...rows), readFilters(new URLSearchParams(search)));
const many = Array.from({ length: 61 }, (_, index) => boardRow(`aurora.check_${index}`));

describe('the table of checks', () => {
  it('groups by scope and provider in the catalogue’s order, however they are', () => {
    const scopes = view('', [boardRow('aurora.north.text'), boardRow('bruma.ingest', { light: 'fail' }), boardRow('aurora.south.text')]);
    expect(scopes.map(({ name }) => name)).toEqual(['Aurora', 'Bruma']);
    expect(scopes[0]!.groups.map(({ key, name }) => [key, name])).toEqual([
      ['aurora.north', 'Aurora · North'],
      ['aurora.south', 'Aurora · South'],
    ]);
  });

  it.each([
    ['the worst of its checks', ['ok', 'warn', 'fail'], 'fail'],
    ['stale where one is, for that is not green', ['ok', 'stale', 'warn'], 'stale'],
    ['ok where the rest was skipped', ['ok', 'skipped', 'never'], 'ok'],
    ['skipped where all was', ['skipped', 'skipped'], 'skipped'],
  ] as const)('gives a scope a light: %s', (_, lights, light) => {
    const rows = lights.map((one, index) => boardRow(`aurora.check_${index}`, { light: one }));
    expect(view('', rows)[0]).toMatchObject({ light });
  });

  it('leaves out of a light what is not configured, and counts only what was looked at', () => {
    const rows = [
      boardRow('aurora.text'),
      boardRow('aurora.json', { light: 'skipped', configured: false }),
      boardRow('aurora.new', { light: 'never' }),
    ];
    expect(view('', rows)[0]).toMatchObject({ light: 'ok', configured: 2, looked: 1, well: 1, total: 3 });
  });

  it('shows all rows of sixty checks', () => {
    const scopes = view('', many.slice(0, 60));
    expect(scopes[0]!.folded).toBeNull();
    expect(scopes[0]!.groups[0]!.rows).toHaveLength(60);
  });

  it('folds a scope of more than sixty to a line, open only where it is not well or runs', () => {
    const running = { runId: 'r', waiting: false, attempt: 1, of: 3, since: null, againAt: null, trouble: null };
    const rows = [...many, boardRow('bruma.ingest', { light: 'fail' }), boardRow('bruma.query'), boardRow('bruma.now', { running })];
    const [aurora, bruma] = view('', rows);
    expect(aurora).toMatchObject({ groups: [], folded: { lights: 'o'.repeat(61), more: 61 } });
    expect(bruma!.groups.flatMap((group) => group.rows.map(({ name }) => name))).toEqual(['bruma.ingest', 'bruma.now']);
    expect(bruma).toMatchObject({ folded: { lights: 'foo', more: 1 }, well: 2 });
  });

  it.each(['view=all', 'scope=aurora', 'status=ok', 'q=check'])('opens all that passes with ?%s', (search) => {
    const [aurora] = view(search, many);
    expect(aurora!.folded).toBeNull();
    expect(aurora!.groups[0]!.rows).toHaveLength(61);
  });

  it('lays the bars of a folded scope over each other from the right, the worst on top', () => {
    const rows = [
      ...many.map((row) => ({ ...row, ring: 'ooo' })),
      boardRow('aurora.a', { ring: 'f' }),
      boardRow('aurora.b', { ring: 'wuo' }),
    ];
    expect(view('', rows)[0]!.folded!.ring).toBe('wuf');
  });

  it('tells stale from skipped by its letter', () => {
    const rows = [
      ...many,
      boardRow('bruma.a', { light: 'stale' }),
      boardRow('bruma.b', { light: 'skipped' }),
      boardRow('bruma.c', { light: 'never' }),
    ];
    expect(view('', rows)[1]!.folded!.lights).toBe('tsn');
  });
});
