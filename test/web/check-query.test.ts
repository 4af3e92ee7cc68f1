import { describe, expect, it } from 'vitest';
import { boardAddress, checkAddress, otherCheckAddress, readCheckQuery, toggled } from '#web/app/check-query.ts';

const read = (search: string) => readCheckQuery(new URLSearchParams(search));

describe('the query of a check’s page', () => {
  it('is thirty days and six probes where nothing is said', () => {
    expect(read('')).toEqual({ days: 30, last: 6, outcomes: [], askers: [], before: null, board: [] });
  });

  it('reads what it knows', () => {
    expect(read('days=7&last=100&outcome=fail,unknown&by=manual,api&before=abc&scope=axiom&q=in')).toEqual({
      days: 7,
      last: 100,
      outcomes: ['fail', 'unknown'],
      askers: ['manual', 'api'],
      before: 'abc',
      board: [
        ['scope', 'axiom'],
        ['q', 'in'],
      ],
    });
  });

  it.each(['days=8&last=7', 'days=&last=', 'outcome=great,&by=nobody', 'by=0199aaaa-0000-7000-8000-000000000001', 'before='])(
    'takes what it does not know as not said: %s',
    (search) => expect(read(search)).toEqual(read('')),
  );
});

describe('an address', () => {
  it('survives being read and written', () => {
    const search = 'scope=axiom&status=fail&q=a+b&days=90&last=20&outcome=fail%2Cunknown&by=manual&before=abc';
    expect(checkAddress('axiom.ingest', read(search))).toBe(`/ops/checks/axiom.ingest?${search}`);
    expect(checkAddress('axiom.ingest', read(''))).toBe('/ops/checks/axiom.ingest');
  });

  it('keeps the place in the list when only the days change', () => {
    expect(checkAddress('a', read('before=abc&outcome=fail'), { days: 1 })).toBe('/ops/checks/a?days=1&outcome=fail&before=abc');
  });

  it.each([[{ last: 20 as const }], [{ outcomes: [] }], [{ askers: ['api' as const] }]])(
    'begins at the newest again when what is listed changes: %o',
    (change) => expect(checkAddress('a', read('before=abc'), change)).not.toContain('before'),
  );

  it('to a neighbour carries the board’s filters and the days, not what sifts this check’s history', () => {
    expect(otherCheckAddress('b', read('scope=axiom&days=7&last=20&outcome=fail&by=api&before=abc'))).toBe(
      '/ops/checks/b?scope=axiom&days=7&last=20',
    );
  });

  it('back to the board is the board as it was left', () => {
    expect(boardAddress(read('scope=axiom&provider=x&status=fail&q=in&days=7'))).toBe('/ops?scope=axiom&provider=x&status=fail&q=in');
    expect(boardAddress(read('days=7'))).toBe('/ops');
  });

  it('holds no name that could lead elsewhere', () => {
    expect(checkAddress('../../evil?x#y', read(''))).toBe('/ops/checks/..%2F..%2Fevil%3Fx%23y');
  });
});

it('a filter that is pressed is put in, and taken out when pressed again', () => {
  expect(toggled(['fail'], 'ok')).toEqual(['fail', 'ok']);
  expect(toggled(['fail', 'ok'], 'fail')).toEqual(['ok']);
});
