import { expect, it } from 'vitest';
import { readCursor, writeCursor } from '#db/history-cursor.ts';

const place = { endedUs: '1767225600123456', id: '0199aaaa-0000-7000-8000-00000000000f' };

it('a place in history survives its way through an address, to the microsecond', () => {
  expect(readCursor(writeCursor(place))).toEqual(place);
  expect(writeCursor(place)).toMatch(/^[0-9a-z-]+$/);
});

it.each(['', 'x', '12-34', `${'z'.repeat(11)}-${'0'.repeat(32)}`, `1-${'g'.repeat(32)}`, `1-${'0'.repeat(33)}`, "1'-0"])(
  'what is none is null: %s',
  (text) => expect(readCursor(text)).toBeNull(),
);
