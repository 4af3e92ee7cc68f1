import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openIncidentBook, type IncidentBook } from '#scripts/sandbox/incident-book.ts';

let folder: string;
let now: number;
let book: IncidentBook;
const open = (broken: string[] = []) => openIncidentBook(join(folder, 'incidents.json'), broken, () => new Date(now));
const pass = (seconds: number) => (now += seconds * 1_000);
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight-book-'));
  now = Date.UTC(2026, 0, 1);
  book = open();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('tells since when what is broken, and counts what is healed', () => {
  book.note(['a']);
  pass(5);
  expect(book.note(['a', 'b'])).toBe(null);
  expect([book.brokenAt('a'), book.brokenAt('b'), book.brokenAt('c')]).toEqual([at(0), at(5), null]);
  pass(5);
  expect(book.note([])).toEqual({ number: 1, faults: ['a', 'b'], brokenAt: at(0), healedAt: at(10) });
  expect(book.brokenAt('a')).toBe(null);
  book.note(['a']);
  expect(book.note([])).toMatchObject({ number: 2, faults: ['a'] });
  expect(book.healing(1)).toMatchObject({ faults: ['a', 'b'] });
  expect(book.healing(3)).toBe(null);
});

it('remembers over a restart', () => {
  book.note(['a']);
  pass(60);
  book = open(['a', 'b']);
  expect([book.brokenAt('a'), book.brokenAt('b')]).toEqual([at(0), at(60)]);
  book.note(['b']);
  expect(open(['b']).healing(1)).toMatchObject({ faults: ['a'], healedAt: at(60) });
});

it('takes what was healed while nobody wrote it down as healed, and tells nothing of it', () => {
  book.note(['a']);
  book = open([]);
  expect(book.note([])).toBe(null);
  expect(book.healing(1)).toBe(null);
});

it('knows whoever presses twice, and nobody later', () => {
  book.note(['a']);
  book.note([]);
  pass(9);
  expect([book.justHealed('a')?.number, book.justHealed(undefined)?.number, book.justHealed('b')]).toEqual([1, 1, null]);
  pass(1);
  expect(book.justHealed('a')).toBe(null);
});

it('keeps the newest fifty, and goes on counting', () => {
  for (let round = 0; round < 60; round++) {
    book.note(['a']);
    book.note([]);
  }
  book = open();
  expect([book.healing(10), book.healing(11)?.number, book.healing(60)?.number]).toEqual([null, 11, 60]);
});
