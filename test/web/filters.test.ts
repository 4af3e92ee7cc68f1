import { describe, expect, it } from 'vitest';
import { checkAddress, filterAddress, filtered, readFilters } from '#web/app/filters.ts';
import { boardRow } from './board-rows.ts';

const rows = [
  boardRow('aurora.north.text', { found: 'Answered “OK”.' }),
  boardRow('aurora.south.text', { light: 'warn', failureClass: 'slow' }),
  boardRow('bruma.ingest', { light: 'fail', failureClass: 'auth', found: 'Token refused.' }),
  boardRow('bruma.query', { light: 'skipped' }),
  boardRow('silencio.upload', { light: 'stale' }),
  boardRow('silencio.app', { light: 'skipped', configured: false }),
  boardRow('silencio.hook', { light: 'never' }),
];
const names = (search: string): string[] => filtered(rows, readFilters(new URLSearchParams(search))).map(({ name }) => name);

describe('the filters in the address', () => {
  it.each([
    ['', rows.map(({ name }) => name)],
    ['scope=aurora', ['aurora.north.text', 'aurora.south.text']],
    ['scope=aurora&provider=south', ['aurora.south.text']],
    ['status=fail', ['bruma.ingest']],
    ['status=notwell', ['aurora.south.text', 'bruma.ingest', 'bruma.query', 'silencio.upload']],
    ['scope=bruma&status=notwell', ['bruma.ingest', 'bruma.query']],
    ['q=token', ['bruma.ingest']],
    ['q=AURORA+ok', ['aurora.north.text']],
    ['q=auth', ['bruma.ingest']],
    ['q=no+such', []],
    ['status=purple', rows.map(({ name }) => name)],
    ['q=+++', rows.map(({ name }) => name)],
  ])('?%s lets through what it says', (search, passed) => {
    expect(names(search)).toEqual(passed);
  });

  it('reads back what it writes, and leaves out what filters nothing', () => {
    const filters = { scope: 'aurora', provider: 'north', status: 'notwell', q: 'a b&c', view: 'all' } as const;
    expect(readFilters(new URLSearchParams(filterAddress(filters).slice('/ops?'.length)))).toEqual(filters);
    expect(filterAddress({ scope: null, q: '' })).toBe('/ops');
    expect(readFilters(new URLSearchParams('view=other&status='))).toEqual({
      scope: null,
      provider: null,
      status: null,
      q: null,
      view: null,
    });
  });

  it('goes along to a check’s page', () => {
    expect(checkAddress('bruma.ingest', { status: 'fail' })).toBe('/ops/checks/bruma.ingest?status=fail');
    expect(checkAddress('bruma.ingest')).toBe('/ops/checks/bruma.ingest');
  });
});
