import { describe, expect, it } from 'vitest';
import { backFrom } from '#web/app/back-from.ts';
import { brokeThis } from '#web/app/broke-this.ts';
import { groupName } from '#web/app/names.ts';
import { faultFor, faultGroups, matchingFaults, type BrokenFault, type OfferedFault } from '#web/app/sandbox-fault.ts';

const offered = (id: string, group: string, wire: string | null = null): OfferedFault => ({
  id,
  title: `${group}: ${id}`,
  does: 'Every request is answered 401.',
  group,
  wire,
  featured: false,
});
const LIST = [
  offered('bruma.token_gone', 'bruma'),
  offered('aurora.text_wrong', 'aurora.north'),
  offered('bruma.closed', 'bruma', 'bruma'),
  offered('bruma-cdn.closed', 'bruma', 'bruma-cdn'),
];
const ids = (faults: OfferedFault[]) => faults.map(({ id }) => id);

it('groups by whose they are, the wire apart by its host', () => {
  expect(faultGroups(LIST).map(({ key, own, wires }) => [key, ids(own), wires.map(({ host, faults }) => [host, ids(faults)])])).toEqual([
    [
      'bruma',
      ['bruma.token_gone'],
      [
        ['bruma', ['bruma.closed']],
        ['bruma-cdn', ['bruma-cdn.closed']],
      ],
    ],
    ['aurora.north', ['aurora.text_wrong'], []],
  ]);
});

it.each([
  ['', []],
  ['   ', []],
  ['token', ['bruma.token_gone']],
  ['CLOSED cdn', ['bruma-cdn.closed']],
  ['aurora 401', ['aurora.text_wrong']],
  ['nothing of the kind', []],
])('finds by all words of “%s”', (search, expected) => {
  expect(ids(matchingFaults(LIST, search))).toEqual(expected);
});

describe('the broken thing behind a trouble', () => {
  const broken = (...faults: [string, ...string[]][]): BrokenFault[] => faults.map(([id, ...checks]) => ({ id, title: id, checks }));

  it.each([
    ['nothing is broken', 'bruma.ingest', broken(), null],
    ['it begins there', 'bruma.ingest', broken(['far', 'bruma.token', 'bruma.ingest'], ['near', 'bruma.ingest']), 'near'],
    ['it reaches there', 'bruma.ingest', broken(['other', 'bruma.query'], ['far', 'bruma.token', 'bruma.ingest']), 'far'],
    ['it is of the same provider', 'bruma.ingest', broken(['aurora', 'aurora.north.text'], ['same', 'bruma.token']), 'same'],
    ['only another provider’s is', 'aurora.south.text', broken(['north', 'aurora.north.text']), null],
    ['a scope begins alike', 'bruma.ingest', broken(['alike', 'brumas.ingest']), null],
    ['nobody notices it', 'bruma.ingest', broken(['unseen']), null],
  ])('where %s', (_where, check, faults, expected) => {
    expect(faultFor(check, faults)?.id ?? null).toBe(expected);
  });
});

it.each([
  ['/ops', '', '/ops'],
  ['/ops', '?scope=axiom&asked=1&broke=x', '/ops?scope=axiom'],
  ['/ops/runs', '?healed=1&joined=2&trouble=worker&sandbox=away', '/ops/runs'],
])('leads back from %s%s without what became of the last button', (pathname, search, expected) => {
  expect(backFrom({ pathname, search })).toBe(expected);
});

it.each([
  ['gemini.vertex', 'Gemini · Vertex'],
  ['axiom', 'Axiom'],
  ['ours', 'Our own side'],
])('calls the group %s “%s”', (key, expected) => {
  expect(groupName(key)).toBe(expected);
});

it.each([
  ['Axiom refuses the token', 'You broke this in the sandbox: Axiom refuses the token.'],
  ['The wire to bruma-cdn: closed', 'You broke this in the sandbox. The wire to bruma-cdn: closed.'],
])('says of “%s” who broke it, with one colon', (title, sentence) => {
  expect(brokeThis(title)).toBe(sentence);
});
